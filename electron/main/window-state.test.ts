import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fitToDisplays, keepWindowState, parseWindowState, readWindowState } from './window-state.ts'

const office = { x: 0, y: 0, width: 1366, height: 728 }
const left = { x: -1920, y: 0, width: 1920, height: 1040 }
const bounds = { x: 100, y: 50, width: 1200, height: 700 }

describe('parseWindowState', () => {
  it('takes what was written', () => {
    const state = { bounds, maximized: true }
    expect(parseWindowState(JSON.parse(JSON.stringify(state)))).toEqual(state)
  })

  it.each([
    null,
    [],
    'x',
    { bounds },
    { maximized: true },
    { bounds: null, maximized: true },
    { bounds: { ...bounds, x: '1' }, maximized: true },
    { bounds: { ...bounds, width: 0 }, maximized: true },
    { bounds: { ...bounds, height: 1e9 }, maximized: true },
    { bounds: { ...bounds, y: 0.5 }, maximized: true },
    { bounds, maximized: 1 },
  ])('refuses %j', (value) => expect(parseWindowState(value)).toBeNull())
})

describe('fitToDisplays', () => {
  const placed = (x: number, y: number, width = 1200, height = 700, areas = [office, left]) =>
    fitToDisplays({ bounds: { x, y, width, height }, maximized: false }, areas).bounds

  it('opens the first time in the middle of the primary monitor, not larger than it', () => {
    expect(fitToDisplays(null, [office, left])).toEqual({
      bounds: { x: 0, y: 0, width: 1366, height: 728 },
      maximized: false,
    })
    expect(fitToDisplays(null, [left]).bounds).toEqual({ x: -1643, y: 136, width: 1366, height: 768 })
  })

  it('leaves a window where it can be seen, on either monitor, partly outside too', () => {
    expect(placed(100, 20)).toEqual({ x: 100, y: 20, width: 1200, height: 700 })
    expect(placed(-1500, 100)).toEqual({ x: -1500, y: 100, width: 1200, height: 700 })
    expect(placed(1100, 0)).toEqual({ x: 1100, y: 0, width: 1200, height: 700 })
  })

  it('brings back a window whose monitor is gone, or whose grip is out of sight', () => {
    const middle = { x: 83, y: 14, width: 1200, height: 700 }
    expect(placed(-1500, 100, 1200, 700, [office])).toEqual(middle)
    expect(placed(1340, 0, 1200, 700, [office])).toEqual(middle)
    expect(placed(0, 720, 1200, 700, [office])).toEqual(middle)
    expect(placed(0, -500, 1200, 700, [office])).toEqual(middle)
  })

  it('never makes it larger than its monitor nor smaller than the screens bear', () => {
    expect(placed(0, 0, 3000, 2000, [office])).toEqual({ x: 0, y: 0, width: 1366, height: 728 })
    expect(placed(0, 0, 300, 200, [office])).toEqual({ x: 0, y: 0, width: 1024, height: 640 })
  })
})

describe('keepWindowState', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'state-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const windowOf = (state: { maximized: boolean }) =>
    Object.assign(new EventEmitter(), {
      getNormalBounds: () => bounds,
      isMaximized: () => state.maximized,
      isDestroyed: () => false,
    })

  it('writes when the window closes', async () => {
    const path = join(folder, 'state.json')
    const window = windowOf({ maximized: true })
    const written = keepWindowState(window, path)
    expect(readWindowState(path)).toBeNull()
    window.emit('close')
    await written()
    expect(readWindowState(path)).toEqual({ bounds, maximized: true })
  })

  it('writes once some time after the last of many changes', async () => {
    const path = join(folder, 'state.json')
    const window = windowOf({ maximized: false })
    const written = keepWindowState(window, path, 20)
    for (let change = 0; change < 50; change += 1) window.emit('resize')
    await written()
    expect(readWindowState(path)).toBeNull()
    await expect.poll(() => readWindowState(path)).toEqual({ bounds, maximized: false })
  })

  it('bears a broken file and a folder that is gone', async () => {
    const path = join(folder, 'state.json')
    writeFileSync(path, '{"bounds":')
    expect(readWindowState(path)).toBeNull()
    const window = windowOf({ maximized: false })
    const written = keepWindowState(window, join(folder, 'gone', 'state.json'))
    window.emit('close')
    await expect(written()).resolves.toBeUndefined()
  })
})
