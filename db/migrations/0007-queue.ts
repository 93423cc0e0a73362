import type { Migration } from './migration.ts'

/** The queue asks at every call for everybody who arrived on a day, whatever day their appointment is for. */
const byArrival = `
CREATE INDEX appointments_by_arrival ON appointments (arrived_on) WHERE arrived_on IS NOT NULL;
`

export const queue: Migration = {
  version: 7,
  name: 'queue',
  up: (connection) => connection.execute(byArrival),
}
