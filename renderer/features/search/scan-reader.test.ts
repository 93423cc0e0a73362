import { describe, expect, it } from 'vitest'
import { createScanReader } from './scan-reader.ts'

function type(keys: readonly string[], gap: number): string | null {
  const reader = createScanReader()
  let time = 1000
  let scanned: string | null = null
  for (const key of keys) {
    time += gap
    scanned = reader.key(key, time)
  }
  return scanned
}

describe('scan reader', () => {
  it('reads a code that comes at a scanner’s pace, in any digits', () => {
    expect(type([...'0093849370', 'Enter'], 8)).toBe('0093849370')
    expect(type([...'۰۰۹۳۸۴۹۳۷۰', 'Enter'], 20)).toBe('0093849370')
    expect(type(['Shift', ...'4820917735', 'Shift', 'Enter'], 8)).toBe('4820917735')
  })

  it('does not take a hand for a scanner', () => {
    expect(type([...'0093849370', 'Enter'], 90)).toBeNull()
  })

  it('wants the Enter at once, enough digits and digits only', () => {
    expect(type([...'0093849', 'Enter'], 8)).toBeNull()
    expect(type([...'009384937a', 'Enter'], 8)).toBeNull()
    const reader = createScanReader()
    for (const [at, key] of [...'0093849370'].entries()) reader.key(key, 1000 + at * 8)
    expect(reader.key('Enter', 2000)).toBeNull()
  })

  it('forgets what a hand typed before the scan, and starts anew after each', () => {
    const reader = createScanReader()
    reader.key('7', 0)
    reader.key('7', 300)
    for (const [at, key] of [...'0093849370'].entries()) reader.key(key, 1000 + at * 8)
    expect(reader.key('Enter', 1088)).toBe('0093849370')
    expect(reader.key('Enter', 1090)).toBeNull()
  })
})
