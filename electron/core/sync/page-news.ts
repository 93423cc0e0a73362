import { isDeepStrictEqual } from 'node:util'
import type { Store } from '#db/store.ts'
import type { LiveNotice } from '#shared/contract/office.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { SortedPage } from './apply-page.ts'

/** Beyond so many rows a screen asks for its day again. */
export const rowsAtMost = 200

/** Tells the screens what a page has changed, and nothing of rows that only came back. */
export type PageNews = {
  /** Call before the page is applied; what it gives, after. `forgotten`: rows went away that the page does not name. */
  before(page: SortedPage): (forgotten: boolean) => void
}

export function createPageNews(store: Store, publish: (notice: LiveNotice) => void): PageNews {
  return {
    before(page) {
      const ids = [...page.appointments.keys()]
      const many = ids.length > rowsAtMost
      const earlier = many ? [] : ids.map((id) => store.appointments.get(id))
      return (forgotten) => {
        if (page.office) publish({ kind: 'office', office: page.office })
        if (page.users.size > 0 || forgotten) publish({ kind: 'people' })
        for (const date of page.days.keys()) {
          const day = store.days.get(date)
          if (day) publish({ kind: 'day', day })
        }
        if (many || forgotten || page.removed.size > 0) {
          publish({ kind: 'reload' })
          return
        }
        const changed = ids.filter((id, place) => {
          const [before, now] = [earlier[place], store.appointments.get(id)]
          return before === undefined || now === undefined || differs(before, now)
        })
        const rows = store.appointments.rows(changed)
        if (rows.length > 0) publish({ kind: 'appointments', rows, origin: 'central', userId: null })
      }
    },
  }
}

type Seen = { appointment: Appointment; sync: string }

const differs = (before: Seen, now: Seen): boolean =>
  before.sync !== now.sync || !isDeepStrictEqual(visible(before.appointment), visible(now.appointment))

/** Without what only the two systems need to know of each other; whether they agree that there is one at all is shown. */
const visible = ({ revision, appliedEventIds: _, withdrawal: __, ...rest }: Appointment) => ({
  ...rest,
  unconfirmed: revision === 0,
})
