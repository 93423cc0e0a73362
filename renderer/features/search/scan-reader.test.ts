import { describe, expect, it } from 'vitest'
import { createScanReader } from './scan-reader.ts'

const stroke = (key: string) => ({ key, code: '', shiftKey: false })

function type(keys: readonly string[], gap: number): string | null {
  const reader = createScanReader()
  let time = 1000
  let scanned: string | null = null
  for (const key of keys) {
    time += gap
    scanned = reader.key(stroke(key), time).scanned?.code ?? null
  }
  return scanned
}

describe('scan reader', () => {
  it('reads a code that comes at a scanner’s pace, in any digits', () => {
    expect(type([...'0093849370', 'Enter'], 8)).toBe('0093849370')
    expect(type([...'۰۰۹۳۸۴۹۳۷۰', 'Enter'], 20)).toBe('0093849370')
    expect(type(['Shift', ...'4820917735', 'Shift', 'Enter'], 8)).toBe('4820917735')
    expect(type([...'4820917735', 'Tab'], 8)).toBe('4820917735')
  })

  it('does not take a hand for a scanner', () => {
    expect(type([...'0093849370', 'Enter'], 90)).toBeNull()
  })

  it('wants the Enter at once, enough digits, and a code that stands for itself', () => {
    expect(type([...'0093849', 'Enter'], 8)).toBeNull()
    expect(type([...'009384937a', 'Enter'], 8)).toBeNull()
    const reader = createScanReader()
    for (const [at, key] of [...'0093849370'].entries()) reader.key(stroke(key), 1000 + at * 8)
    expect(reader.key(stroke('Enter'), 2000).scanned).toBeNull()
  })

  it('forgets what a hand typed before the scan, tells where the scan began, and starts anew after each', () => {
    const reader = createScanReader()
    expect(reader.key(stroke('7'), 0).at).toBe(0)
    expect(reader.key(stroke('7'), 300).at).toBe(0)
    const at = [...'0093849370'].map((key, number) => reader.key(stroke(key), 1000 + number * 8).at)
    expect(at).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(reader.key(stroke('Enter'), 1088).scanned).toEqual({ code: '0093849370', from: 0 })
    expect(reader.key(stroke('Enter'), 1090).scanned).toBeNull()
  })
})
