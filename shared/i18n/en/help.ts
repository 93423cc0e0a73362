import type * as fa from '../fa/help.ts'
import type { Messages } from '../messages.ts'

export const help: Messages<typeof fa.help> = {
  title: 'Help',
  open: 'Help',
  here: 'Help for where you are',
  search: 'Search the help',
  found_one: '{{count}} answer',
  found_other: '{{count}} answers',
  pages: 'Pages of the help',
  nothing: 'Nothing found; try another word.',
  pictureOf: 'Picture of “{{page}}”',
  remedy: 'What can I do?',
}
