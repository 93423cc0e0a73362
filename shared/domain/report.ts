import { z } from 'zod'
import { civilDateSchema, instantSchema } from './civil-time.ts'
import { reportUnits } from './report-span.ts'
import { type WorkKind, workKindNames } from './report-work.ts'
import { spreadSchema } from './spread.ts'

const count = z.int().min(0)

/** How people with an appointment kept it. Walk-ins had none and are counted beside. */
export const attendanceSchema = z.object({
  came: count,
  noShow: count,
  /** Neither come nor missed yet. */
  open: count,
  cancelled: count,
  walkIns: count,
})
export type Attendance = z.infer<typeof attendanceSchema>

const dayFiguresSchema = z.object({
  date: civilDateSchema,
  /** null: nobody was booked, so there was nothing to close. */
  closed: z.boolean().nullable(),
  attendance: attendanceSchema,
})
export type DayFigures = z.infer<typeof dayFiguresSchema>

const missedDocumentSchema = z.object({
  item: z.string(),
  /** At how many visits it was missing at least once. */
  visits: count,
  reasons: z.array(z.object({ reason: z.string(), visits: count })),
})
export type MissedDocument = z.infer<typeof missedDocumentSchema>

const clerkWorkSchema = z.object({
  userId: z.string(),
  /** null: nobody whom the office knows any more. */
  name: z.string().nullable(),
  acts: z.record(z.enum(workKindNames as [WorkKind, ...WorkKind[]]), count),
})
export type ClerkWork = z.infer<typeof clerkWorkSchema>

/** What the reader has to know about how far the figures can be trusted. */
export const reportGapsSchema = z.object({
  /** The list of this office has never come to its end. */
  incomplete: z.boolean(),
  /** The first day of which this office has anything, where that lies behind the first day of the span. */
  dataBegins: civilDateSchema.nullable(),
  /** Up to when the central system's data are here, where the span reaches beyond. */
  dataAsOf: instantSchema.nullable(),
  /** Days with appointments, up to today, that nobody has closed: their no-shows are not known yet. */
  notClosed: z.array(civilDateSchema),
  /** Days of the span that are still to come. */
  toCome: count,
  /** Something came from the central system that only a newer release can read. */
  leftOut: z.boolean(),
})
export type ReportGaps = z.infer<typeof reportGapsSchema>

export const reportSchema = z.object({
  span: z.object({ unit: z.enum(reportUnits), from: civilDateSchema, to: civilDateSchema }),
  preparedAt: instantSchema,
  gaps: reportGapsSchema,
  days: z.array(dayFiguresSchema),
  total: attendanceSchema,
  /** From check-in to the documents desk, and from there to the conclusion; by the first round of each visit. */
  waiting: spreadSchema,
  service: spreadSchema,
  /** How waiting went by hour of arrival. */
  waitingByHour: z.array(z.object({ hour: z.int().min(0).max(23), waiting: spreadSchema })),
  documents: z.array(missedDocumentSchema),
  /** Booked seats by the hour of their slot, arrivals by when they happened; days to come only where there are no others. */
  hours: z.array(z.object({ hour: z.int().min(0).max(23), booked: count, arrived: count })),
  /** From Saturday on, likewise. `days`: how many of that weekday had appointments. */
  weekdays: z.array(z.object({ weekday: z.int().min(0).max(6), days: count, booked: count, arrived: count })),
  clerks: z.array(clerkWorkSchema),
})
/** The report of an office on a span: counts and times, and nothing about any applicant. */
export type Report = z.infer<typeof reportSchema>

export const noAttendance: Attendance = { came: 0, noShow: 0, open: 0, cancelled: 0, walkIns: 0 }

/** The sum of several days. */
export function sumAttendance(parts: Iterable<Attendance>): Attendance {
  const sum = { ...noAttendance }
  for (const part of parts)
    for (const key of Object.keys(noAttendance) as (keyof Attendance)[]) sum[key] += part[key]
  return sum
}

/**
 * The share of those with an appointment who came, of those of whom it is known; null when it is known of nobody. Who may
 * still come does not count, nor who cancelled in time.
 */
export function attendanceRate({ came, noShow }: Attendance): number | null {
  return came + noShow === 0 ? null : came / (came + noShow)
}
