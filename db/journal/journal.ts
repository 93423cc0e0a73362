import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { StorageError } from '../storage-error.ts'
import type { JournalEntry } from '../store.ts'
import { journalKey, seal, unseal } from './sealed-record.ts'

/**
 * The second copy of what the office records: a folder of append-only, encrypted files, each beginning with the event
 * after which it was begun. With a backup of the database and what follows it here, nothing that was confirmed is lost
 * with the database's file. Put it on another disk where there is one.
 */
export type Journal = {
  /** The newest entry's number; 0 when there is none. */
  readonly lastSeq: number
  /** Whether everything that was recorded up to `seq` is in it, or in the copies that it was begun after. */
  reaches(seq: number): boolean
  /** Returns when they are on the disk. Throws `StorageError` `storage_failed`; then none of them counts. */
  append(entries: readonly JournalEntry[]): void
  /** What was recorded after `seq`, in order; what is there twice, once. */
  entriesAfter(seq: number): JournalEntry[]
  /** Begins a new file, and removes those that hold nothing after `seq`. */
  rotate(seq: number): void
  close(): void
}

const SUFFIX = '.journal'
const nameOf = (afterSeq: number) => `${String(afterSeq).padStart(12, '0')}${SUFFIX}`

/** Opens the journal in `folder`; a tail that a crash has torn is cut off. Throws `StorageError` `storage_failed`. */
export function openJournal({ folder, databaseKey }: { folder: string; databaseKey: Uint8Array }): Journal {
  const key = journalKey(databaseKey)
  attempt(() => mkdirSync(folder, { recursive: true, mode: 0o700 }))
  const segments = (): string[] =>
    attempt(() => readdirSync(folder))
      .filter((name) => name.endsWith(SUFFIX))
      .sort()

  const read = (segment: string): { entries: JournalEntry[]; end: number } => {
    const bytes = attempt(() => readFileSync(join(folder, segment)))
    const entries: JournalEntry[] = []
    let end = 0
    for (let record = unseal(key, segment, bytes, 0); record; record = unseal(key, segment, bytes, end)) {
      entries.push(JSON.parse(record.text) as JournalEntry)
      end = record.next
    }
    return { entries, end }
  }
  let lastSeq = Number.POSITIVE_INFINITY
  const entriesAfter = (seq: number): JournalEntry[] => {
    // As at every start of an office that is well: nothing has to be read.
    if (seq >= lastSeq) return []
    const found = new Map<number, JournalEntry>()
    for (const segment of segments()) {
      for (const entry of read(segment).entries) if (entry.seq > seq) found.set(entry.seq, entry)
    }
    return [...found.values()].sort((a, b) => a.seq - b.seq)
  }

  lastSeq = entriesAfter(0).at(-1)?.seq ?? 0
  const known = segments().at(-1)
  let segment = known ?? nameOf(0)
  let handle = -1
  let end = 0
  const open = (name: string) => {
    segment = name
    handle = attempt(() => openSync(join(folder, name), 'a+', 0o600))
    end = read(name).end
    attempt(() => ftruncateSync(handle, end))
  }
  const shut = () => attempt(() => closeSync(handle))
  open(segment)

  return {
    get lastSeq() {
      return lastSeq
    },
    // A folder that held nothing at all may have lost everything.
    reaches: (seq) => known !== undefined && Math.max(lastSeq, Number.parseInt(segment, 10)) >= seq,
    append(entries) {
      const sealed: Buffer[] = []
      let offset = end
      for (const { seq, hash, json } of entries) {
        const record = seal(key, segment, offset, JSON.stringify({ seq, hash, json }))
        sealed.push(record)
        offset += record.length
      }
      try {
        writeWhole(handle, Buffer.concat(sealed))
        fsyncSync(handle)
      } catch (error) {
        cutBack(handle, end)
        throw new StorageError('storage_failed', 'the journal could not be written', { cause: error })
      }
      end = offset
      lastSeq = entries.at(-1)?.seq ?? lastSeq
    },
    entriesAfter,
    rotate(seq) {
      if (end > 0) {
        shut()
        open(nameOf(lastSeq))
      }
      for (const name of segments()) {
        if (name === segment) continue
        const newest = read(name).entries.at(-1)?.seq ?? 0
        if (newest <= seq) attempt(() => rmSync(join(folder, name)))
      }
    },
    close: shut,
  }
}

function attempt<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new StorageError('storage_failed', 'the journal is not to be reached', { cause: error })
  }
}

/** A disk that is nearly full takes a part only. */
function writeWhole(handle: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(handle, bytes, written)
  }
}

/** What a failed write left behind would hide what is appended after it. */
function cutBack(handle: number, end: number): void {
  try {
    ftruncateSync(handle, end)
  } catch {
    // The next start cuts it off; the failure itself is told.
  }
}
