import { join } from 'node:path'
import { appointmentsOf } from '#central/demo/day.ts'
import { pullAll } from '#core/sync/pull.ts'
import type { Store } from '#db/store.ts'
import { clockFrom } from '#shared/clock.ts'
import { limits } from '#shared/contract/central.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { addDays } from '#shared/domain/civil-date.ts'
import type { Bench } from './bench.ts'
import { benchDay, benchNow, connect, startBenchCentral } from './central-side.ts'
import { figure, type Round } from './figure.ts'
import { type BenchOffice, openBenchOffice } from './office-store.ts'
import { inRounds } from './rounds.ts'
import { rate } from './timing.ts'

const sizes = {
  full: { rounds: 7, appointments: 10_000 },
  smoke: { rounds: 1, appointments: 200 },
}

/**
 * The first pull of an office: from the request for a token to the last page in the encrypted cache. The floor puts as
 * many appointments, which are in memory already, into an empty cache by the same write and in transactions of a page.
 */
export const pull: Bench = {
  name: 'pull',
  async run(context) {
    const { folder } = context
    const { rounds, appointments } = sizes[context.size]
    const central = await startBenchCentral(folder)
    try {
      await central.book(appointments)
      const rows = appointmentsOf(benchDay, 0, appointments).map((row, index) => ({
        ...row,
        revision: index + 1,
      }))
      let places = 0
      const measured = await inRounds(context, rounds, async (): Promise<Round> => {
        places += 1
        const place = join(folder, `office ${places}`)
        const floor = await withStore(join(place, 'floor'), (office) =>
          rate(appointments, async () => insertAlone(office.context.store, rows)),
        )
        const value = await withStore(join(place, 'pulled'), async (office) => {
          const parts = await connect(office, central)
          const pulls = await rate(1, () => pullAll(parts))
          return pulls * countAll(office.context.store)
        })
        return { value, floor }
      })
      return [
        figure({
          name: `pull of ${appointments} appointments into the cache`,
          unit: '/s',
          floorName: 'the local insert alone (putFromServer, rows in memory)',
          target: { kind: 'at_least', ratio: 0.6 },
          rounds: measured,
        }),
      ]
    } finally {
      await central.stop()
    }
  },
}

/** The day's appointments, and those of the days after it that the demonstration has as well. */
const countAll = (store: Store): number =>
  store.appointments
    .calendar(benchDay, addDays(benchDay, 30))
    .reduce((total, day) => total + day.appointments, 0)

function insertAlone(store: Store, rows: readonly Appointment[]): void {
  for (let at = 0; at < rows.length; at += limits.pullRows) {
    const page = rows.slice(at, at + limits.pullRows)
    store.transaction(() =>
      store.appointments.putFromServer(page.map((row) => ({ server: row, shown: row }))),
    )
  }
}

async function withStore<T>(folder: string, work: (office: BenchOffice) => Promise<T>): Promise<T> {
  const office = openBenchOffice(folder, clockFrom(benchNow))
  try {
    return await work(office)
  } finally {
    office.close()
  }
}
