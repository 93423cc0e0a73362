import { type HelpPlace, readPlace } from '#shared/help/pages.ts'
import { type Place, useRoute } from '../../app/route.ts'
import { useSession } from '../../stores/session.ts'

export const helpOfPlace: Record<Place, HelpPlace> = {
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
 * The help for where one is: the part of the screen that has the focus names it (`data-help`), otherwise the dialog that
 * is in front, otherwise the place.
 */
export function helpHere(): HelpPlace {
  const focused = document.activeElement?.closest<HTMLElement>('[data-help]')
  const inFront = [...document.querySelectorAll<HTMLElement>('[role$="dialog"][data-help]')].at(-1)
  const named = (focused ?? inFront)?.dataset.help
  if (named !== undefined && readPlace(named) !== null) return named as HelpPlace
  return useSession.getState().phase === 'signed_in' ? helpOfPlace[useRoute.getState().place] : 'start'
}
