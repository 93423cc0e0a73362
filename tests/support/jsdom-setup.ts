import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

// A busy machine is no failure: what is waited for comes or does not come.
configure({ asyncUtilTimeout: 10_000 })

// The library does this itself only where the test functions are global.
afterEach(cleanup)

/** What jsdom lacks and the screens ask for: it lays nothing out, so nothing is ever observed. */
class NoResizeObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
globalThis.ResizeObserver ??= NoResizeObserver

window.matchMedia ??= (query) => ({
  matches: false,
  media: query,
  onchange: null,
  addListener() {},
  removeListener() {},
  addEventListener() {},
  removeEventListener() {},
  dispatchEvent: () => false,
})
