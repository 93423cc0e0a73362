import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'

/** A copy of the database, as its name tells: nothing is opened. */
export type Copy = {
  name: string
  path: string
  /** UTC instant at which it was made, by the device's clock. */
  at: string
  /** Number of the newest own event in it. */
  lastSeq: number
  bytes: number
}

const pattern =
  /^(?<stem>.+)-v\d+-e(?<seq>\d+)-(?<day>\d{4}-\d\d-\d\d)T(?<h>\d\d)(?<m>\d\d)(?<s>\d\d)(?<ms>\d{3})Z\.db$/

const stemOf = (file: string) => basename(file).replace(/\.[^.]*$/, '')

/** An instant as it stands in the name of a file or folder. */
export const stamp = (instant: Date): string => instant.toISOString().replace(/[:.]/g, '')

/** What a copy of `file` is called; `copiesOf` reads it. */
export const copyName = (
  file: string,
  { version, lastSeq, now }: { version: number; lastSeq: number; now: Date },
) => `${stemOf(file)}-v${version}-e${lastSeq}-${stamp(now)}.db`

/** The copies of a database that lie in `backupDir`, newest first. Empty when there is no such folder. */
export function copiesOf({ file, backupDir }: { file: string; backupDir: string }): Copy[] {
  if (!existsSync(backupDir)) return []
  const stem = stemOf(file)
  return readdirSync(backupDir)
    .flatMap((name): Copy[] => {
      const parts = pattern.exec(name)?.groups
      if (parts?.stem !== stem) return []
      const path = join(backupDir, name)
      const at = `${parts.day}T${parts.h}:${parts.m}:${parts.s}.${parts.ms}Z`
      return [{ name, path, at, lastSeq: Number(parts.seq), bytes: statSync(path).size }]
    })
    .sort((a, b) => (a.at < b.at ? 1 : -1))
}
