import type { CDPSession } from '@playwright/test'

/** One event of Chromium's trace, as far as it is read here. */
type TraceEvent = {
  name: string
  /** `b` and `e`: begin and end. */
  ph: string
  pid: number
  id2?: { local?: string }
  /** µs */
  ts: number
  args?: { event_latency?: { event_type?: string } }
}

/** Ms of processor time of the page's main thread so far: script, style, layout, paint. */
export async function taskTime(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
}

/**
 * Ms from each key pressed during `work` until the frame that shows its effect was presented, as Chromium itself
 * measures it (`EventLatency`).
 *
 * @param browser a session with the browser, not with a page
 */
export async function keyLatencies(browser: CDPSession, work: () => Promise<unknown>): Promise<number[]> {
  const events: TraceEvent[] = []
  const collect = ({ value }: { value: unknown[] }) => {
    events.push(...(value as TraceEvent[]))
  }
  browser.on('Tracing.dataCollected', collect)
  await browser.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['input.scrolling'], excludedCategories: ['*'] },
  })
  try {
    await work()
  } finally {
    const complete = new Promise((done) => browser.once('Tracing.tracingComplete', done))
    await browser.send('Tracing.end')
    await complete
    browser.off('Tracing.dataCollected', collect)
  }
  return pairLatencies(events)
}

function pairLatencies(events: readonly TraceEvent[]): number[] {
  const begun = new Map<string, number>()
  const latencies: number[] = []
  const inOrder = events.filter(({ name }) => name === 'EventLatency').sort((a, b) => a.ts - b.ts)
  for (const { ph, pid, id2, ts, args } of inOrder) {
    const id = `${pid} ${id2?.local}`
    if (ph === 'b' && args?.event_latency?.event_type === 'KEY_PRESSED') begun.set(id, ts)
    const start = begun.get(id)
    if (ph === 'e' && start !== undefined) {
      latencies.push((ts - start) / 1000)
      begun.delete(id)
    }
  }
  return latencies
}
