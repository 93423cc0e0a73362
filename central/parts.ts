import type { Clock } from '#shared/clock.ts'
import type { Metrics } from './api/metrics.ts'
import type { AccessTokens } from './auth/access-token.ts'
import type { FailureLimit } from './auth/failure-limit.ts'
import type { ServerKeys } from './auth/server-keys.ts'
import type { Booking } from './booking/booking.ts'
import type { CentralDatabase } from './db/connection.ts'
import type { Ingest } from './ingest/push.ts'
import type { MessageGateway } from './message-gateway.ts'
import type { News } from './news.ts'
import type { RequestLimit } from './registration/request-limit.ts'
import type { CivilRegistry } from './registry/civil-registry.ts'

/** What one process of the central system consists of. All state is in the database. */
export type CentralParts = {
  database: CentralDatabase
  clock: Clock
  keys: ServerKeys
  tokens: AccessTokens
  news: News
  ingest: Ingest
  booking: Booking
  metrics: Metrics
  failures: FailureLimit
  requestLimit: RequestLimit
  registry: CivilRegistry
  gateway: MessageGateway
  /** Aborted when the process stops: open streams end. */
  stopping: AbortSignal
  /** For the operator; never with personal data. */
  log: (message: string) => void
}
