import { describe, expect, it } from 'vitest'
import { benches } from './benches.ts'
import { runBench } from './run-bench.ts'

/** Each bench once with hardly any data: that it still runs and measures something, not how quick anything is. */
describe.each(benches)('bench $name', (bench) => {
  it('runs', async () => {
    const figures = await runBench(bench, 'smoke', () => undefined)
    expect(figures.length).toBeGreaterThan(0)
    for (const { name, value, floor } of figures) {
      expect(value, name).toBeGreaterThan(0)
      expect(floor, name).toBeGreaterThan(0)
    }
  }, 120_000)
})
