import type * as fa from '../fa/tour.ts'
import type { Messages } from '../messages.ts'

export const tour: Messages<typeof fa.tour> = {
  title: 'Short tour',
  offer: 'Is this your first time here? See in a minute where everything is.',
  start: 'Start the tour',
  decline: 'No need',
  again: 'Short tour of the application',
  at: '{{at}} of {{of}}',
  next: 'Next',
  previous: 'Back',
  skip: 'End the tour',
  done: 'Start working',
  station: {
    search: {
      title: 'Find an applicant',
      text: 'Type or scan a name, national code, tracking code or telephone. There is no need to click here first: whatever you type arrives here.',
    },
    list: {
      title: 'The day’s appointments',
      text: 'Arrow keys move through the list. The number beside a state narrows the list to it.',
    },
    side: {
      title: 'The applicant and the documents',
      text: 'Details, checklist and history are here. The main action of the moment stands at the foot, with its key on it.',
    },
    sync: {
      title: 'The line to the central system',
      text: 'Work without a line too; nothing is lost. Here you see how much waits to be sent.',
    },
    places: {
      title: 'Places',
      text: 'The day, printing, citizen services and the supervisor’s places. Each opens with Ctrl and a number.',
    },
    settings: {
      title: 'Settings and help',
      text: 'Appearance, language and text size are set here; keyboard shortcuts are on ? and this tour is in the menu of your name.',
    },
  },
}
