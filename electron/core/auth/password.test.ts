import { hash } from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { passwordFits } from './password.ts'

const cheap = { memoryCost: 1024, timeCost: 1, parallelism: 1 }

test('only the right password of the right hash fits', async () => {
  const stored = await hash('درست‌است', cheap)
  expect(await passwordFits(stored, 'درست‌است')).toBe(true)
  expect(await passwordFits(stored, 'درست است')).toBe(false)
  expect(await passwordFits('$argon2id$broken', 'x')).toBe(false)
  expect(await passwordFits('', '')).toBe(false)
  expect(await passwordFits(undefined, 'x')).toBe(false)
})

test('an unknown user costs as much as a known one', async () => {
  const stored = await hash('right', { memoryCost: 32_768, timeCost: 4, parallelism: 1 })
  await passwordFits(undefined, 'warm up', stored)
  const taken = async (work: () => Promise<boolean>) => {
    const start = performance.now()
    await work()
    return performance.now() - start
  }
  // By turns, and each at its quickest: what else the machine does only makes slower.
  let [known, unknown] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let run = 0; run < 15; run += 1) {
    known = Math.min(known, await taken(() => passwordFits(stored, 'wrong')))
    unknown = Math.min(unknown, await taken(() => passwordFits(undefined, 'wrong', stored)))
  }
  expect(unknown).toBeGreaterThan(known * 0.5)
  expect(unknown).toBeLessThan(known * 2)
})
