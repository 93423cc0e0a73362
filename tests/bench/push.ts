import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { actorOf } from '#core/services/office-context.ts'
import { createVisitService } from '#core/services/visit.ts'
import { pullAll } from '#core/sync/pull.ts'
import { pushAll } from '#core/sync/push.ts'
import { clockFrom } from '#shared/clock.ts'
import { limits } from '#shared/contract/central.ts'
import type { Bench } from './bench.ts'
import { benchDay, benchNow, connect, startBenchCentral } from './central-side.ts'
import { figure } from './figure.ts'
import { openBenchOffice } from './office-store.ts'
import { inRounds } from './rounds.ts'
import { rate } from './timing.ts'

const sizes = {
  full: { rounds: 6, events: 10_000, oneByOne: 1000 },
  smoke: { rounds: 1, events: 20, oneByOne: 5 },
}

/**
 * A full outbox on its way to the central system: from the encrypted log over HTTP, through the rule book, into
 * PostgreSQL, and the answers written down in the log. The floors send the same events, ready-made in memory, to a
 * server that checks nothing and inserts them as they are, into the same PostgreSQL.
 */
export const push: Bench = {
  name: 'push',
  async run(context) {
    const { folder } = context
    const { rounds, events, oneByOne } = sizes[context.size]
    const central = await startBenchCentral(folder)
    const office = openBenchOffice(join(folder, 'office'), clockFrom(benchNow))
    try {
      const { store } = office.context
      await central.book(events)
      const parts = await connect(office, central)
      await pullAll(parts)
      const visits = createVisitService(office.context)
      const user = store.users.byUsername('paziresh')
      if (!user) throw new Error('the demonstration has no receptionist')
      const clerk = actorOf(user)
      const ids = store.appointments
        .listDay(benchDay)
        .slice(0, events)
        .map(({ id }) => id)

      let present = false
      /** Everybody comes in, and in the next round everybody goes out again. */
      const fillOutbox = async () => {
        store.transaction(() => {
          for (const id of ids) {
            if (present) visits.undoCheckIn(clerk, id, 'bench')
            else visits.checkIn(clerk, id, null)
          }
        })
        present = !present
        await office.idle()
      }

      const measured = await inRounds(context, rounds, async () => {
        await fillOutbox()
        const queued = store.events.queued(events, 0).map(({ json }) => json)
        const batches = await rate(events, () => postSerially(central.bareUrl, queued, limits.pushEvents))
        const again = queued.slice(0, oneByOne).map(withNewId)
        const single = await rate(oneByOne, () => postSerially(central.bareUrl, again, 1))
        const value = await rate(events, () => pushAll({ ...parts, onSettled: () => undefined }))
        const left = store.events.counts()
        if (left.queued > 0 || left.parked > 0) throw new Error('not every event was taken in')
        await pullAll(parts)
        return { value, batches, single }
      })
      const name = `push of ${events} events, outbox to acknowledgement`
      return [
        figure({
          name,
          unit: '/s',
          floorName: `bare serial POSTs of ${limits.pushEvents}, one insert each`,
          target: { kind: 'at_least', ratio: 1.3 },
          rounds: measured.map(({ value, batches }) => ({ value, floor: batches })),
        }),
        figure({
          name,
          unit: '/s',
          floorName: `one event a request (measured on ${oneByOne})`,
          target: { kind: 'at_least', ratio: 80 },
          rounds: measured.map(({ value, single }) => ({ value, floor: single })),
        }),
      ]
    } finally {
      office.close()
      await central.stop()
    }
  },
}

/** The same event once more, for a table that takes each id once. */
const withNewId = (json: string): string => JSON.stringify({ ...JSON.parse(json), id: randomUUID() })

/** Sends JSON texts in arrays of `size`, each when the one before was answered. */
async function postSerially(url: string, events: readonly string[], size: number): Promise<void> {
  for (let at = 0; at < events.length; at += size) {
    const response = await fetch(url, { method: 'POST', body: `[${events.slice(at, at + size).join(',')}]` })
    if (!response.ok) throw new Error(`the floor answered ${response.status}: ${await response.text()}`)
    await response.json()
  }
}
