import type { Connection } from '../connection.ts'
import type { SettingReads, Settings, SettingWrites } from '../store.ts'

export function createSettings(connection: Connection): SettingReads & SettingWrites {
  const select = connection.prepare<[string]>('SELECT value FROM settings WHERE name = ?')
  const upsert = connection.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)')
  const remove = connection.prepare('DELETE FROM settings WHERE name = ?')
  // The offset of the clock is read at every click.
  const read: { [K in keyof Settings]?: Settings[K] | undefined } = {}
  const forget = (name?: keyof Settings) => {
    if (name === undefined) for (const each of Object.keys(read)) delete read[each as keyof Settings]
    else delete read[name]
  }
  connection.onRollback(forget)

  return {
    get(name) {
      if (!(name in read)) {
        const row = select.first(name)
        read[name] = row === undefined ? undefined : JSON.parse(row[0])
      }
      return read[name]
    },
    set(name, value) {
      forget(name)
      upsert.run(name, JSON.stringify(value))
    },
    delete(name) {
      forget(name)
      remove.run(name)
    },
  }
}
