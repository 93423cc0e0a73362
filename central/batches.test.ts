import { expect, test } from 'vitest'
import { Batches } from './batches.ts'

/** Work that is done when the test says so. */
function held() {
  const begun: { items: readonly number[]; end: (error?: Error) => void }[] = []
  const work = (items: readonly number[]) =>
    new Promise<number[]>((done, failed) => {
      begun.push({
        items,
        end: (error) => (error ? failed(error) : done(items.map((item) => item * 10))),
      })
    })
  return { begun, work }
}
const turn = () => new Promise((done) => setImmediate(done))

test('what comes first begins at once; what comes meanwhile is done together, in its order', async () => {
  const { begun, work } = held()
  const batches = new Batches(work, { most: 3, atOnce: 1 })
  const results = [1, 2, 3, 4, 5].map((item) => batches.add(item))
  expect(begun.map(({ items }) => items)).toEqual([[1]])
  begun[0]?.end()
  expect(await results[0]).toBe(10)
  await turn()
  expect(begun.map(({ items }) => items)).toEqual([[1], [2, 3, 4]])
  begun[1]?.end()
  await turn()
  begun[2]?.end()
  expect(await Promise.all(results)).toEqual([10, 20, 30, 40, 50])
})

test('a second batch goes beside the first when it is full, and no more of them than are allowed', async () => {
  const { begun, work } = held()
  const batches = new Batches(work, { most: 2, atOnce: 2 })
  const results = [1, 2].map((item) => batches.add(item))
  expect(begun.map(({ items }) => items)).toEqual([[1]])
  results.push(...[3, 4, 5, 6].map((item) => batches.add(item)))
  expect(begun.map(({ items }) => items)).toEqual([[1], [2, 3]])
  begun[1]?.end()
  await turn()
  expect(begun.map(({ items }) => items)).toEqual([[1], [2, 3], [4, 5]])
  begun[0]?.end()
  begun[2]?.end()
  await turn()
  begun[3]?.end()
  expect(await Promise.all(results)).toEqual([10, 20, 30, 40, 50, 60])
})

test('items are counted by their size; one that is too large is a batch of its own', async () => {
  const { begun, work } = held()
  const batches = new Batches(work, { most: 10, atOnce: 1, sizeOf: (item) => item })
  const results = [1, 4, 5, 6, 50, 2].map((item) => batches.add(item))
  for (const batch of [[1], [4, 5], [6], [50], [2]]) {
    expect(begun.at(-1)?.items).toEqual(batch)
    begun.at(-1)?.end()
    await turn()
  }
  expect(await Promise.all(results)).toEqual([10, 40, 50, 60, 500, 20])
})

test('a batch that fails fails for its own, and the next goes on', async () => {
  const { begun, work } = held()
  const batches = new Batches(work, { most: 10, atOnce: 1 })
  const [first, second] = [batches.add(1), batches.add(2)]
  begun[0]?.end(new Error('broken'))
  await expect(first).rejects.toThrow('broken')
  await turn()
  begun[1]?.end()
  expect(await second).toBe(20)
})
