import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { PushTurns } from './push-turns.ts'

test('work of one office runs in the order it came, of two offices side by side', async () => {
  const turns = new PushTurns()
  const log: string[] = []
  const work = (name: string, ms: number) => async () => {
    log.push(`${name} begins`)
    await sleep(ms)
    log.push(`${name} ends`)
  }
  await Promise.all([
    turns.take('a', work('a1', 30)),
    turns.take('a', work('a2', 1)),
    turns.take('b', work('b1', 5)),
  ])
  expect(log).toEqual(['a1 begins', 'b1 begins', 'b1 ends', 'a1 ends', 'a2 begins', 'a2 ends'])
})

test('work that fails fails alone', async () => {
  const turns = new PushTurns()
  const failing = turns.take('a', async () => {
    throw new Error('broken')
  })
  const following = turns.take('a', async () => 'fine')
  await expect(failing).rejects.toThrow('broken')
  expect(await following).toBe('fine')
})

test('waiting ends with the advance of the same device, or soon without', async () => {
  const turns = new PushTurns()
  const waiting = turns.nextAdvance('a')
  turns.advanced('b')
  turns.advanced('a')
  expect(await waiting).toBe(true)
  expect(await turns.nextAdvance('a')).toBe(false)
})
