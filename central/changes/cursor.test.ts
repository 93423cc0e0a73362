import { expect, test } from 'vitest'
import { readCursor, writeCursor } from './cursor.ts'

const key = new Uint8Array(32).fill(7)
const office = '018f0000-0000-7000-8000-000000000001'
const position = { revision: 1_234_567_890_123, rank: 3 }
const cursor = writeCursor(key, office, position)

test('a cursor reads as it was written, and shows nothing but letters and digits', () => {
  expect(readCursor(key, office, cursor)).toEqual(position)
  expect(cursor).toMatch(/^[A-Za-z0-9._-]{10,60}$/)
})

test.each([
  ['of another office', () => readCursor(key, '018f0000-0000-7000-8000-000000000002', cursor)],
  ['of another server', () => readCursor(new Uint8Array(32), office, cursor)],
  ['with another revision', () => readCursor(key, office, cursor.replace(/^./, '0'))],
  ['with another rank', () => readCursor(key, office, cursor.replace('.3.', '.4.'))],
  ['cut short', () => readCursor(key, office, cursor.slice(0, -1))],
  ['that is empty', () => readCursor(key, office, '')],
  ['that is text', () => readCursor(key, office, 'not a cursor')],
])('one %s is refused', (_what, read) => {
  expect(read()).toBeNull()
})
