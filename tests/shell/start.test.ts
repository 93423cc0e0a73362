import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DoubleApp } from '#tests/support/electron-double/launch.ts'
import { launchApp } from '#tests/support/electron-double/launch.ts'
import { makeStandInApp } from './stand-in-app.ts'

let stand: Awaited<ReturnType<typeof makeStandInApp>>
let app: DoubleApp

beforeAll(async () => {
  stand = await makeStandInApp()
  app = await launchApp({ appRoot: stand.appRoot })
})
afterAll(async () => {
  await app?.close()
  stand?.remove()
})

describe('start', () => {
  it('shows the page', async () => {
    await app.page.waitForSelector('h1')
    expect(await app.page.title()).toBe('صفحهٔ آزمایشی')
  })
})
