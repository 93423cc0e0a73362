import { createAttempts } from '#core/auth/attempts.ts'
import { createSessions, sessionHandle } from '#core/auth/sessions.ts'
import { createExchangeService } from '#core/exchange/exchange-service.ts'
import { createLive } from '#core/live.ts'
import { createCitizenServices } from '#core/services/citizen-services.ts'
import { createDayService } from '#core/services/day.ts'
import { createDocumentsService } from '#core/services/documents.ts'
import type { OfficeContext, UserActor } from '#core/services/office-context.ts'
import { actorOf } from '#core/services/office-context.ts'
import { createPeopleService } from '#core/services/people.ts'
import { createSessionService } from '#core/services/session.ts'
import { createTray } from '#core/services/tray.ts'
import { createVisitService } from '#core/services/visit.ts'
import { createWalkInService } from '#core/services/walk-in.ts'
import { createCitizenClient } from '#core/sync/citizen-client.ts'
import { createSync } from '#core/sync/create-sync.ts'
import { clockFrom } from '#shared/clock.ts'
import type { Role } from '#shared/domain/state.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { createLine } from './line.ts'
import { type TestCentral, testInstant } from './postgres.ts'
import { until } from './synced-office.ts'
import { openTestStore } from './test-store.ts'

/** A new device of the demonstration's office: its services and sync, against the real central system. */
export async function joinOffice(central: TestCentral, instant = testInstant) {
  const clock = clockFrom(instant)
  const today = tehranDateOf(instant)
  const test = openTestStore(clock)
  const line = await createLine(central.url)
  const ending = new AbortController()
  const sync = createSync({ store: test.store, live: { publish: () => {} }, clock, random: () => 0.1 })
  const context: OfficeContext = { store: test.store, clock, live: createLive(), sync }
  const ask = createCitizenClient({
    store: test.store,
    clock,
    fetch: globalThis.fetch,
    signal: ending.signal,
  })
  const sessions = createSessions({ users: test.store.users, clock })
  const office = {
    store: test.store,
    sync,
    line,
    visits: createVisitService(context),
    documents: createDocumentsService(context),
    days: createDayService(context),
    people: createPeopleService(context),
    sessions: createSessionService({ ...context, attempts: createAttempts({ store: test.store, clock }) }),
    /** A desk at which nobody is signed in yet. */
    newSession() {
      let token: string | undefined
      return sessionHandle(sessions, {
        get: () => token,
        set: (fresh) => {
          token = fresh
        },
        clear: () => {
          token = undefined
        },
      })
    },
    tray: createTray(context),
    citizens: createCitizenServices({ ask, sync }),
    exchange: createExchangeService(context),
    walkIns: createWalkInService({ ...context, ask }),
    rows: (date = today) => test.store.appointments.listDay(date),
    settled: () => until(() => test.store.events.counts().queued === 0, 'everything answered', 20_000),
    /** Somebody of the office who has the role. */
    async holding(role: Role): Promise<UserActor> {
      const { rows } = await central.pool.query<{ username: string }>(
        'SELECT username FROM office_users WHERE $1 = ANY(roles) ORDER BY username LIMIT 1',
        [role],
      )
      const user = test.store.users.byUsername(rows[0]?.username ?? '')
      if (!user) throw new Error(`nobody is ${role}`)
      return actorOf(user)
    },
    close: async () => {
      ending.abort()
      await sync.stop()
      test.close()
      await line.close()
    },
  }
  sync.start()
  await sync.activate(line.url, await newCode(central))
  await until(() => test.store.settings.get('dataAsOf'), 'the first pull', 20_000)
  return office
}
export type JoinedOffice = Awaited<ReturnType<typeof joinOffice>>

async function newCode({ url }: TestCentral): Promise<string> {
  const response = await fetch(`${url}/demo/activation-codes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  return ((await response.json()) as { activationCode: string }).activationCode
}
