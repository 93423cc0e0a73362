/** Milliseconds that each of `count` calls took. */
export function timeEach(count: number, work: (index: number) => void): number[] {
  const samples = new Array<number>(count)
  for (let index = 0; index < count; index += 1) {
    const start = performance.now()
    work(index)
    samples[index] = performance.now() - start
  }
  return samples
}

/** Milliseconds that `work` took. */
export async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** How many of `count` things `work` did in a second. */
export async function rate(count: number, work: () => Promise<unknown>): Promise<number> {
  return (count / (await time(work))) * 1000
}
