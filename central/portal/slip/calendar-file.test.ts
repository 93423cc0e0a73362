import { expect, it } from 'vitest'
import { type CalendarEntry, calendarFile } from './calendar-file.ts'

const entry: CalendarEntry = {
  appointmentId: '01939c54-1111-7000-8000-000000000001',
  date: '2026-11-23',
  time: '10:30',
  summary: 'نوبت کارت هوشمند ملی، دفتر پیشخوان ۷۲-۱۰۴',
  location: 'تهران، خیابان کارگر شمالی، بالاتر از چهارراه نصرت، پلاک ۱۲۸۵; طبقهٔ همکف',
  description: 'همراه داشته باشید: اصل شناسنامه, کد پستی\nو نشانی',
  reminder: 'فردا نوبت دارید.',
  now: new Date('2026-11-22T06:52:00.000Z'),
}
const text = calendarFile(entry)

it('names the time as an instant, so that a calendar anywhere shows the right hour', () => {
  expect(text).toContain('\r\nDTSTART:20261123T070000Z\r\n')
  expect(text).toContain('\r\nDTSTAMP:20261122T065200Z\r\n')
})

it('ends every line with CRLF and folds it after at most 75 octets, never inside a character', () => {
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
  const lines = text.split('\r\n')
  for (const line of lines) {
    expect(line).not.toContain('\n')
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(line).not.toContain('\ufffd')
  }
  expect(lines.some((line) => line.startsWith(' '))).toBe(true)
})

it('reads back, unfolded and unescaped, as what was put in', () => {
  const unfolded = text.replaceAll('\r\n ', '').split('\r\n')
  const textOf = (name: string) =>
    unfolded
      .find((line) => line.startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .replace(/\\n/g, '\n')
      .replace(/\\([\\;,])/g, '$1')
  expect(textOf('SUMMARY')).toBe(entry.summary)
  expect(textOf('LOCATION')).toBe(entry.location)
  expect(textOf('DESCRIPTION')).toBe(entry.description)
})
