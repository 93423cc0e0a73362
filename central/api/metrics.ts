import type { Pool } from 'pg'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Figures for the operator, as Prometheus reads them; none of them speaks of a person. */
export type Metrics = ReturnType<typeof createMetrics>

export function createMetrics(pool: Pool) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'pishkhan_database_connections',
    help: 'Connections to PostgreSQL by what they do.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount)
      this.set({ state: 'awaited' }, pool.waitingCount)
    },
  })
  return {
    registry,
    requests: new Histogram({
      name: 'pishkhan_http_request_seconds',
      help: 'Duration of requests by route and status.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [registry],
    }),
    events: new Counter({
      name: 'pishkhan_events_total',
      help: 'Events that devices pushed, by what became of them.',
      labelNames: ['result'],
      registers: [registry],
    }),
    changes: new Counter({
      name: 'pishkhan_changes_sent_total',
      help: 'Rows given to devices by the pull.',
      registers: [registry],
    }),
    streams: new Gauge({
      name: 'pishkhan_news_streams',
      help: 'Open streams of news.',
      registers: [registry],
    }),
  }
}
