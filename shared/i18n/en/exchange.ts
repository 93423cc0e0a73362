import type * as fa from '../fa/exchange.ts'
import type { Messages } from '../messages.ts'

export const exchange: Messages<typeof fa.exchange> = {
  open: 'Send and receive by file…',
  title: 'Send and receive by file',
  lead: 'For days without a line. A file is encrypted and signed; nobody but its receiver can open it.',
  send: 'Send by file',
  waits_one: '{{count}} record waits to be sent, since {{since}}.',
  waits_other: '{{count}} records wait to be sent, since {{since}}.',
  nothingWaits: 'Nothing waits to be sent.',
  sendNote:
    'Bring the file to the central system. Until its answer comes everything goes on waiting; sending twice makes nothing twice.',
  save: 'Save the file…',
  saved_one: '{{count}} record was put into a file.',
  saved_other: '{{count}} records were put into a file.',
  notSaved: 'The file was not saved.',
  receive: 'Receive the list from a file',
  receiveNote:
    'The file that the central system has sent for this device: the lists of the days, and the answers to what you sent.',
  choose: 'Choose a file…',
  today: '{{time}}',
  onDay: '{{date}}, {{time}}',
  taken: 'Received. Data up to {{moment}}.',
  older: 'This file is no newer than what is here: data up to {{moment}}.',
  nothingNew: 'There was nothing new in it, and nothing was changed.',
  changed: {
    appointments_one: '{{count}} appointment is up to date.',
    appointments_other: '{{count}} appointments are up to date.',
    days_one: '{{count}} day is up to date.',
    days_other: '{{count}} days are up to date.',
    people_one: '{{count}} colleague is up to date.',
    people_other: '{{count}} colleagues are up to date.',
    office: 'The office’s own record and its rules are up to date.',
    answered_one: '{{count}} event that waited is answered.',
    answered_other: '{{count}} events that waited are answered.',
    refused_one: '{{count}} event was refused; settle it in the tray.',
    refused_other: '{{count}} events were refused; settle them in the tray.',
  },
}

export const exchangeRefusal: Messages<typeof fa.exchangeRefusal> = {
  not_an_exchange_file: {
    what: 'This is no file of the central system.',
    todo: 'Choose one whose name ends with .pishkhan.',
  },
  newer_format: {
    what: 'This file was made by a newer version.',
    todo: 'Update the application and choose it again.',
  },
  for_another: {
    what: 'This file is not for this device.',
    todo: 'Ask the central system for the file of this very device.',
  },
  wrong_kind: {
    what: 'This is no list; it is a file to be sent.',
    todo: 'Choose the file that the central system has sent.',
  },
  damaged: {
    what: 'The file was cut off or changed on its way; nothing was changed here.',
    todo: 'Copy it once more, or ask for it again.',
  },
  sender_not_proven: {
    what: 'The file is not signed by the central system; nothing was changed here.',
    todo: 'Put it aside and call the support of the central system.',
  },
  too_large: {
    what: 'The file is larger than the list of an office can be.',
    todo: 'See whether it is the right one; or ask for a list of fewer days.',
  },
  content_invalid: {
    what: 'What is in the file does not fit this version of the application; nothing was changed here.',
    todo: 'Update the application, or call support.',
  },
}
