import type { Clock } from '#shared/clock.ts'
import { systemClock } from '#shared/clock.ts'
import { addDays } from '#shared/domain/civil-date.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { createApp } from './api/app.ts'
import { createMetrics } from './api/metrics.ts'
import { isPortalBuilt } from './api/portal.ts'
import { type ConnectionLimits, type TlsKeys, usualLimits } from './api/web-server.ts'
import { accessTokens } from './auth/access-token.ts'
import { DeviceKeys } from './auth/device-keys.ts'
import { FailureLimit } from './auth/failure-limit.ts'
import { loadServerKeys } from './auth/server-keys.ts'
import { Booking } from './booking/booking.ts'
import { refreshClosedDates } from './booking/closures.ts'
import { type CentralDatabase, openDatabase } from './db/connection.ts'
import { ensureMonths } from './db/months.ts'
import { inTransaction } from './db/transaction.ts'
import { seedPastDays } from './demo/past-days.ts'
import { addDemoRoutes } from './demo/routes.ts'
import { type DemoOffice, seedDemo } from './demo/seed.ts'
import { Ingest } from './ingest/push.ts'
import { outbox } from './message-gateway.ts'
import { News } from './news.ts'
import { RequestLimit } from './registration/request-limit.ts'
import { demoRegistry } from './registry/demo-registry.ts'

const DRAIN_MS = 10_000
const SWEEP_MS = 50
const MONTHS_AHEAD_DAYS = [0, 31, 62]
const MONTHS_EVERY_MS = 6 * 3_600_000
const CLOSED_DATES_EVERY_MS = 6 * 3_600_000
const SWEEP_COUNTS_EVERY_MS = 15 * 60_000

export type CentralOptions = {
  databaseUrl: string
  /** 0 picks a free port. */
  port?: number
  host?: string
  clock?: Clock
  seed?: 'demo' | 'none'
  /** How many days back the demonstration's office has worked; 0 unless told otherwise. */
  pastDays?: number
  /** Folder of the portal's build; without it, or where it was not made, there is no portal. */
  portalDir?: string
  /** Whether requests of citizens are counted and refused when there are too many; they are unless said otherwise. */
  limits?: 'on' | 'off'
  /** Proxies whose word is taken for the address of a client; without them everybody behind one is one address. */
  trustProxy?: readonly string[]
  /** Without it a proxy in front has to end TLS. */
  tls?: TlsKeys | null
  /** What a client may take before it has asked for anything. */
  connections?: Partial<ConnectionLimits>
  log?: (message: string) => void
}

export type RunningCentral = {
  url: string
  database: CentralDatabase
  /** Null unless the demonstration was asked for. */
  demo: DemoOffice | null
  /** Drains requests, ends streams, closes the connections. */
  close(): Promise<void>
}

/** Starts one process of the central system on a PostgreSQL database, bringing that up to date first. */
export async function startCentral(options: CentralOptions): Promise<RunningCentral> {
  const clock = options.clock ?? systemClock
  const log = options.log ?? (() => {})
  const database = await openDatabase({ databaseUrl: options.databaseUrl, log })
  const news = new News(options.databaseUrl, log)
  const stopping = new AbortController()
  try {
    const keepMonths = async () => {
      const today = tehranDateOf(clock.now().toISOString())
      const dates = MONTHS_AHEAD_DAYS.map((days) => addDays(today, days))
      await ensureMonths(database.pool, 'appointments', dates)
      await ensureMonths(database.pool, 'office_events', dates)
    }
    await keepMonths()
    await news.start()
    const keys = await loadServerKeys(database.db)
    const onDatabase = {
      pool: database.pool,
      clock,
      announce: (officeId: string) => news.announce(officeId),
    }
    const parts = {
      database,
      clock,
      keys,
      tokens: accessTokens(keys.accessToken, clock),
      news,
      ingest: new Ingest({ ...onDatabase, keys: new DeviceKeys(database.pool) }),
      booking: new Booking({ ...onDatabase, gateway: outbox }),
      metrics: createMetrics(database.pool),
      failures: new FailureLimit(),
      requestLimit: new RequestLimit({
        pool: database.pool,
        clock,
        key: keys.requestCounts,
        enforced: options.limits !== 'off',
      }),
      registry: demoRegistry(database.db),
      gateway: outbox,
      stopping: stopping.signal,
      log,
    }
    const demo = options.seed === 'demo' ? await seedDemo(parts) : null
    if (demo) await seedPastDays(parts, options.pastDays ?? 0)
    /** Days come into what offices are told as time goes on, and holidays with a migration. */
    const keepClosedDates = async () => {
      const offices = await inTransaction(database.pool, async (client) => ({
        result: await refreshClosedDates(client, clock.now()),
        writes: [],
      }))
      for (const officeId of offices) news.announce(officeId)
    }
    await keepClosedDates()
    const { portalDir } = options
    const portal =
      portalDir !== undefined && isPortalBuilt(portalDir) ? { dir: portalDir, demo: demo !== null } : null
    if (portalDir && !portal) log(`no portal: there is none in ${portalDir}; npm run build makes it`)
    const tls = options.tls ?? null
    const app = await createApp(parts, {
      portal,
      trustProxy: options.trustProxy ?? [],
      tls,
      limits: { ...usualLimits, ...options.connections },
    })
    if (demo) addDemoRoutes(app, parts, demo)
    const listening = await app.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' })
    // Fastify does not know of TLS in a server that it was given.
    const url = tls ? listening.replace(/^http:/, 'https:') : listening
    const months = setInterval(() => {
      keepMonths().catch((error: Error) => log(`partitions not made: ${error.message}`))
    }, MONTHS_EVERY_MS)
    months.unref()
    const closedDates = setInterval(() => {
      keepClosedDates().catch((error: Error) => log(`closed days not brought up to date: ${error.message}`))
    }, CLOSED_DATES_EVERY_MS)
    closedDates.unref()
    const counts = setInterval(() => {
      parts.requestLimit.sweep().catch((error: Error) => log(`old counts not deleted: ${error.message}`))
    }, SWEEP_COUNTS_EVERY_MS)
    counts.unref()

    return {
      url,
      database,
      demo,
      close: async () => {
        clearInterval(months)
        clearInterval(closedDates)
        clearInterval(counts)
        stopping.abort()
        // A connection whose request or stream has just ended is idle only now, and would be kept for the next.
        const sweep = setInterval(() => app.server.closeIdleConnections(), SWEEP_MS)
        const patience = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS)
        await app.close()
        clearInterval(sweep)
        clearTimeout(patience)
        await news.close()
        await database.close()
      },
    }
  } catch (error) {
    await news.close()
    await database.close()
    throw error
  }
}
