import { type HelpPage, helpPageNames } from '#shared/help/pages.ts'
import { type Place, useRoute } from '../../app/route.ts'
import { useSession } from '../../stores/session.ts'

const pageOfPlace: Record<Place, HelpPage> = {
  day: 'day',
  queue: 'queue',
  schedule: 'schedule',
  tray: 'tray',
  services: 'services',
  log: 'log',
  reports: 'reports',
  people: 'people',
}

/**
 * The page for where one is: the part of the screen that has the focus names it (`data-help`), otherwise the dialog that
 * is in front, otherwise the place.
 */
export function helpPageHere(): HelpPage {
  const focused = document.activeElement?.closest<HTMLElement>('[data-help]')
  const inFront = [...document.querySelectorAll<HTMLElement>('[role$="dialog"][data-help]')].at(-1)
  const named = (focused ?? inFront)?.dataset.help
  const page = helpPageNames.find((name) => name === named)
  if (page) return page
  return useSession.getState().phase === 'signed_in' ? pageOfPlace[useRoute.getState().place] : 'start'
}
