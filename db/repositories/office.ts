import type { OfficeProfile } from '#shared/contract/central.ts'
import type { Connection } from '../connection.ts'
import type { OfficeReads, OfficeWrites } from '../store.ts'

export function createOffice(connection: Connection): OfficeReads & OfficeWrites {
  const select = connection.prepare<[string]>('SELECT body FROM office')
  const upsert = connection.prepare('INSERT OR REPLACE INTO office (one, body) VALUES (1, ?)')
  // The rules are read at every click.
  let read: OfficeProfile | undefined
  const forget = () => {
    read = undefined
  }
  connection.onRollback(forget)

  return {
    get() {
      if (read === undefined) {
        const row = select.first()
        if (row !== undefined) read = JSON.parse(row[0]) as OfficeProfile
      }
      return read
    },
    put(office) {
      forget()
      upsert.run(JSON.stringify(office))
    },
  }
}
