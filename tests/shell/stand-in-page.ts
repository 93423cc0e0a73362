import type { Page } from '@playwright/test'
import { expect } from 'vitest'

/** Evaluates in the stand-in page, whose script keeps its state in globals (`fixtures/renderer/page.js`). */
export const inPage = <T>(page: Page, expression: string): Promise<T> => page.evaluate<T>(expression)

/** Asks again until the expectation holds: the machine may be busy. */
export const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 20_000 })

/** Waits for the stand-in page to have its nth port, and asks the core something over the newest. */
export async function askCore<T>(page: Page, question: object, atLeastPorts = 1): Promise<T> {
  await eventually(() => inPage<number>(page, 'ports.length')).toBeGreaterThanOrEqual(atLeastPorts)
  return inPage<T>(page, `askCore(${JSON.stringify(question)})`)
}

/** What the stand-in core says of itself. */
export type WhoIsCore = {
  pid: number
  key: string
  options: { dataDir: string; databaseKey: number; appVersion: string }
}

export async function connect(page: Page): Promise<WhoIsCore> {
  const ports = await inPage<number>(page, 'ports.length')
  await inPage(page, 'pishkhan.connectCore()')
  return askCore<WhoIsCore>(page, { ask: 'who' }, ports + 1)
}
