import type { Paper, PrintFailure, PrintOutcome } from '#shared/domain/paper.ts'
import type { Connection } from '../connection.ts'
import type { Print, PrintReads, PrintWrites } from '../store.ts'

type Values = [
  id: string,
  paper: Paper,
  date: string,
  subject: string,
  copy: number,
  at: string,
  outcome: PrintOutcome | null,
  code: PrintFailure | null,
]
const columns = 'id, paper, date, subject, copy, printed_at, outcome, code'
/** A copy that was given up says nothing about the one before it. */
const newest = `outcome IS NOT 'cancelled' AND NOT EXISTS (
  SELECT 1 FROM prints AS later WHERE later.paper = prints.paper AND later.date = prints.date
    AND later.subject = prints.subject AND later.copy > prints.copy AND later.outcome IS NOT 'cancelled')`

export function createPrints(connection: Connection): PrintReads & PrintWrites {
  const select = connection.prepare<Values>(`SELECT ${columns} FROM prints WHERE id = ?`)
  const selectOfSubject = connection.prepare<Values>(
    `SELECT ${columns} FROM prints WHERE subject = ? AND ${newest} ORDER BY printed_at DESC, id DESC`,
  )
  const selectOfDay = connection.prepare<Values>(
    `SELECT ${columns} FROM prints WHERE date = ? AND ${newest} ORDER BY printed_at DESC, id DESC`,
  )
  const selectLast = connection.prepare<[number]>(
    'SELECT coalesce(max(copy), 0) FROM prints WHERE paper = ? AND date = ? AND subject = ?',
  )
  const insert = connection.prepare(
    'INSERT INTO prints (id, paper, date, subject, copy, user_id, printed_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const update = connection.prepare('UPDATE prints SET outcome = ?, code = ? WHERE id = ?')
  const forsake = connection.prepare("UPDATE prints SET outcome = 'unknown' WHERE outcome IS NULL")
  return {
    get(id) {
      const row = select.first(id)
      return row && toPrint(row)
    },
    newestOf: (subject) => selectOfSubject.all(subject).map(toPrint),
    newestOfDay: (date) => selectOfDay.all(date).map(toPrint),
    nextCopy({ paper, date, subject }) {
      const [last] = selectLast.first(paper, date, subject) ?? [0]
      return last + 1
    },
    add({ id, paper, date, subject, copy, userId, at }) {
      insert.run(id, paper, date, subject, copy, userId, at)
    },
    end(id, { outcome, code }) {
      update.run(outcome, code, id)
    },
    forsakeOpen() {
      forsake.run()
    },
  }
}

const toPrint = ([id, paper, date, subject, copy, at, outcome, code]: Values): Print => ({
  id,
  paper,
  date,
  subject,
  copy,
  at,
  outcome,
  code,
})
