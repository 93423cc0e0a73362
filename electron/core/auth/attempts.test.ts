import { expect, test } from 'vitest'
import { createAttempts } from './attempts.ts'

function atTime() {
  let time = 0
  const attempts = createAttempts(() => time)
  const wait = (ms: number) => {
    time += ms
  }
  return { attempts, wait }
}

test('five attempts are free, then each failure doubles the wait up to a quarter of an hour', () => {
  const { attempts, wait } = atTime()
  for (let count = 0; count < 5; count += 1) expect(attempts.begin('paziresh')).toBeNull()
  const waits: number[] = []
  for (let count = 0; count < 12; count += 1) {
    const seconds = attempts.begin('paziresh')
    if (seconds === null) throw new Error('not delayed')
    waits.push(seconds)
    wait(seconds * 1000 - 1)
    expect(attempts.begin('paziresh')).toBe(1)
    wait(1)
    expect(attempts.begin('paziresh')).toBeNull()
  }
  expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900])
})

test('an attempt during the wait is not counted, so waiting always ends', () => {
  const { attempts, wait } = atTime()
  for (let count = 0; count < 5; count += 1) attempts.begin('paziresh')
  for (let count = 0; count < 1000; count += 1) expect(attempts.begin('paziresh')).toBe(2)
  wait(2000)
  expect(attempts.begin('paziresh')).toBeNull()
})

test('names are counted apart, in any case of letters; success and time forget', () => {
  const { attempts, wait } = atTime()
  for (let count = 0; count < 5; count += 1) attempts.begin('PAZIRESH')
  expect(attempts.begin('paziresh')).toBe(2)
  expect(attempts.begin('madarek')).toBeNull()
  attempts.succeed('paziresh')
  expect(attempts.begin('paziresh')).toBeNull()
  for (let count = 0; count < 9; count += 1) {
    attempts.begin('masoul')
    wait(100_000)
  }
  wait(61 * 60_000)
  for (let count = 0; count < 5; count += 1) expect(attempts.begin('masoul')).toBeNull()
})

test('a flood of made-up names neither grows without bound nor frees a name that is delayed', () => {
  const { attempts } = atTime()
  for (let count = 0; count < 5; count += 1) attempts.begin('masoul')
  for (let count = 0; count < 5_200; count += 1) attempts.begin(`name-${count}`)
  expect(attempts.begin('masoul')).toBe(2)
  expect(attempts.begin('one-more-name')).toBeGreaterThan(0)
})
