import type { SupportedMessagePort } from '@orpc/client/message-port'
import { RPCHandler } from '@orpc/server/message-port'
import type { Store } from '#db/store.ts'
import type { Clock } from '#shared/clock.ts'
import type { CorePage } from '#shared/contract/channels.ts'
import { createAttempts } from './auth/attempts.ts'
import type { Sessions } from './auth/sessions.ts'
import { createSessions, sessionHandle } from './auth/sessions.ts'
import { createExchangeService } from './exchange/exchange-service.ts'
import type { Live } from './live.ts'
import type { Log } from './log.ts'
import { guardedPort } from './rpc/guarded-port.ts'
import type { InFlight } from './rpc/in-flight.ts'
import { createInFlight } from './rpc/in-flight.ts'
import type { OfficeRouter } from './rpc/router.ts'
import { createRouter } from './rpc/router.ts'
import type { RouterServices } from './rpc/services.ts'
import { createCitizenServices } from './services/citizen-services.ts'
import { createClosingReportService } from './services/closing-report.ts'
import { createDayService } from './services/day.ts'
import type { DeviceService, DeviceSync } from './services/device.ts'
import { createDeviceService } from './services/device.ts'
import { createDiagnostics } from './services/diagnostics.ts'
import { createDocumentsService } from './services/documents.ts'
import { createEventLogService } from './services/event-log.ts'
import { createPapersService } from './services/papers.ts'
import { createPeopleService } from './services/people.ts'
import { createQueueService } from './services/queue.ts'
import { createReportsService } from './services/reports.ts'
import { createScheduleService } from './services/schedule.ts'
import { createSessionService } from './services/session.ts'
import { createViewings } from './services/viewings.ts'
import { createVisitService } from './services/visit.ts'
import { createWaitingRoom } from './services/waiting-room.ts'
import { createWalkInService } from './services/walk-in.ts'
import type { Fetch } from './sync/central-client.ts'
import { createCitizenClient } from './sync/citizen-client.ts'

export type CoreParts = {
  store: Store
  clock: Clock
  live: Live
  log: Log
  sync: RouterServices['sync'] & DeviceSync & { wake(): void }
  tray: RouterServices['tray']
  condition: RouterServices['condition'] & { readonly blocked: boolean }
  escrow: RouterServices['escrow']
  backup: RouterServices['backup']
  /** The way to the central system for what a clerk asks of it. */
  fetch?: Fetch
  centralUrl?: string | undefined
  appVersion: string
  /** Folder of the database, its copies and the log. */
  dataDir: string
}

/** The services behind their router, and the ways in: message ports here, HTTP by `http/host.ts`. */
export type Assembly = {
  /** One connection is one session: it ends with the port. The waiting room's page reaches nothing but its own. */
  attachPort(port: SupportedMessagePort, page?: CorePage): void
  router: OfficeRouter
  sessions: Sessions
  device: DeviceService
  inFlight: InFlight
  log: Log
  /** Ends every port's session and long answer, and what is still being asked of the central system. */
  closePorts(): void
}

/** Puts the core together from its parts; opens and starts nothing, so that tests can hand in their own. */
export function assembleCore(parts: CoreParts): Assembly {
  const { store, clock, log } = parts
  const inFlight = createInFlight()
  const sessions = createSessions({ users: store.users, clock })
  const device = createDeviceService(parts)
  const ending = new AbortController()
  const fetch: Fetch = parts.fetch ?? ((url, init) => globalThis.fetch(url, init))
  const ask = createCitizenClient({ store, clock, fetch, signal: ending.signal })
  const papers = createPapersService(parts)
  const exchange = createExchangeService(parts)
  const router = createRouter({
    device,
    session: createSessionService({ ...parts, attempts: createAttempts(parts) }),
    day: createDayService(parts),
    closingReport: createClosingReportService(parts, {
      waiting: () => exchange.waiting(),
      unprinted: (date) => papers.unprinted(date),
    }),
    visit: createVisitService(parts),
    documents: createDocumentsService(parts),
    schedule: createScheduleService(parts),
    papers,
    citizen: createCitizenServices({ ask, sync: parts.sync }),
    walkIn: createWalkInService({ ...parts, ask }),
    queue: createQueueService(parts),
    waitingRoom: createWaitingRoom(parts),
    diagnostics: createDiagnostics(parts),
    people: createPeopleService(parts),
    exchange,
    eventLog: createEventLogService(parts),
    reports: createReportsService(parts),
    viewings: createViewings(parts),
    sync: parts.sync,
    tray: parts.tray,
    condition: parts.condition,
    escrow: parts.escrow,
    backup: parts.backup,
    live: parts.live,
    log,
    inFlight,
  })
  const handlers = { office: new RPCHandler(router), display: new RPCHandler({ display: router.display }) }
  const connections = new Set<AbortController>()

  return {
    router,
    sessions,
    device,
    inFlight,
    log,
    attachPort(port, page = 'office') {
      let token: string | undefined
      const session = sessionHandle(sessions, {
        get: () => token,
        set: (fresh) => {
          token = fresh
        },
        clear: () => {
          token = undefined
        },
      })
      const connection = new AbortController()
      connections.add(connection)
      const guarded = guardedPort(port, () => log({ level: 'warn', event: 'port_message_unreadable' }))
      guarded.on('close', () => {
        connections.delete(connection)
        session.end()
        connection.abort()
      })
      handlers[page].upgrade(guarded, { context: { session, connection: connection.signal } })
      if ('start' in port && typeof port.start === 'function') port.start()
    },
    closePorts() {
      ending.abort()
      for (const connection of connections) connection.abort()
      connections.clear()
    },
  }
}
