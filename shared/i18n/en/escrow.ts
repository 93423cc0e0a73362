import type * as fa from '../fa/escrow.ts'
import type { Messages } from '../messages.ts'

export const escrow: Messages<typeof fa.escrow> = {
  title: 'Key recovery code',
  purpose:
    'The office’s data on this computer are encrypted, and the computer keeps the key. Should that key be lost (Windows installed anew, another account, a forgotten passphrase), work that was not sent yet comes back only by this code.',
  keep: 'The code is shown once and stored nowhere. Print it and put it into a safe or a locked place outside this room, not beside the computer.',
  danger: 'Whoever has both this code and this computer can read the applicants’ data.',
  madeAt: 'The present code was made on {{date}} at {{time}}.',
  unconfirmed: 'A code was made on {{date}} at {{time}}, but nobody has said that it is on paper.',
  none: 'No code has been made yet.',
  make: 'Make the code',
  renew: 'Make a new code',
  renewTitle: 'Make a new code?',
  renewText: 'The code before is worthless from this moment on; destroy its sheet.',
  later: 'Later',
  codeLabel: 'Recovery code',
  print: 'Print',
  printed: 'The sheet was handed to the printer.',
  printFailed: 'It was not printed. Look at the printer and print again, or write the code down by hand.',
  noted: 'I have the code on paper',
  notedHint: 'When this window is closed the code is not shown again.',
  confirmed: 'The recovery code is made and on paper.',
  paper: {
    title: 'Key recovery code of Pishkhan',
    device: 'Made on {{date}} at {{time}}',
    what: 'What is it for?',
    whatText:
      'The office’s data on the counter’s computer are encrypted. Should the key of that computer be lost, Pishkhan asks for this code when it is opened and brings back what was recorded and not sent.',
    keepTitle: 'Where to keep it?',
    keepText:
      'In a safe or a locked place, apart from the computer and out of sight. Do not photograph it, do not type it into a computer or telephone. No second copy is needed.',
    useTitle: 'How to use it?',
    useText:
      'Enter the code as it stands; hyphens and the size of letters do not matter. There is no letter O or I in it: they are zero and one. A mistake is noticed and costs nothing.',
    oldTitle: 'A new code',
    oldText: 'When a new code is made this sheet is worthless; destroy it.',
    keeper: 'Kept by: name and signature',
    confidential: 'Confidential: to be kept by the supervisor.',
  },
}
