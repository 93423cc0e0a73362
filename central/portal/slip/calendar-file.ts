import { instantOf } from '#shared/domain/tehran-time.ts'

/** What a calendar is told of an appointment: nothing by which the citizen could be known. */
export type CalendarEntry = {
  appointmentId: string
  date: string
  time: string
  summary: string
  location: string
  description: string
  reminder: string
  /** When this file was made. */
  now: Date
}

/** A file of RFC 5545 with one appointment and a reminder on the day before. */
export function calendarFile(entry: CalendarEntry): string {
  const start = utc(instantOf(entry.date, entry.time))
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Pishkhan//Portal//FA',
    'BEGIN:VEVENT',
    `UID:${entry.appointmentId}@pishkhan`,
    `DTSTAMP:${utc(entry.now.toISOString())}`,
    `DTSTART:${start}`,
    `SUMMARY:${escaped(entry.summary)}`,
    `LOCATION:${escaped(entry.location)}`,
    `DESCRIPTION:${escaped(entry.description)}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:-P1D',
    `DESCRIPTION:${escaped(entry.reminder)}`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

/** 2026-11-22T06:52:00.000Z as 20261122T065200Z. */
const utc = (instant: string) => `${instant.slice(0, 19).replace(/[-:]/g, '')}Z`

/** TEXT of RFC 5545 3.3.11. */
const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')

const octets = new TextEncoder()
const lineLimit = 75

/** Folds a line after at most 75 octets, never inside a character (RFC 5545 3.1). */
function folded(line: string): string {
  let out = ''
  let used = 0
  for (const character of line) {
    const size = octets.encode(character).length
    if (used + size > lineLimit) {
      out += '\r\n '
      used = 1
    }
    out += character
    used += size
  }
  return out
}
