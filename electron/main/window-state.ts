import { readFileSync } from 'node:fs'
import type { Rectangle } from 'electron'
import { writeFileAtomically } from './atomic-file.ts'

/** Place and size of the main window as they are kept between two starts, in device-independent pixels. */
export type WindowState = { bounds: Rectangle; maximized: boolean }

/** The size that the screens are drawn for (the office monitor of 1366x768), and the smallest that they bear. */
export const defaultSize = { width: 1366, height: 768 } as const
export const smallestSize = { width: 1024, height: 640 } as const

/** So much of the window's top edge must lie on a monitor that it can be seen and gripped. */
const grip = { width: 160, height: 40 } as const

/** Reads the kept state; null when there is none or it is not one. A broken file is no reason not to open. */
export function readWindowState(path: string): WindowState | null {
  try {
    return parseWindowState(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

export function parseWindowState(value: unknown): WindowState | null {
  if (typeof value !== 'object' || value === null || !('bounds' in value) || !('maximized' in value))
    return null
  const { bounds, maximized } = value
  if (typeof bounds !== 'object' || bounds === null || typeof maximized !== 'boolean') return null
  const numbers = new Map(Object.entries(bounds))
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((key) => numbers.get(key))
  if (!isCoordinate(x) || !isCoordinate(y) || !isCoordinate(width) || !isCoordinate(height)) return null
  return width < 1 || height < 1 ? null : { bounds: { x, y, width, height }, maximized }
}

const isCoordinate = (value: unknown): value is number =>
  Number.isInteger(value) && Math.abs(Number(value)) < 100_000

/**
 * The state to open with on the monitors that are there now: a window whose monitor is gone, or that is larger than
 * its monitor, is brought back into sight.
 *
 * @param workAreas the usable area of each monitor, the primary one first; never empty.
 */
export function fitToDisplays(state: WindowState | null, workAreas: readonly Rectangle[]): WindowState {
  const primary = workAreas[0] ?? { x: 0, y: 0, ...defaultSize }
  if (state === null) return { bounds: centred(defaultSize, primary), maximized: false }
  const home = workAreas.find((area) => isGrippable(state.bounds, area))
  if (home === undefined) return { bounds: centred(state.bounds, primary), maximized: state.maximized }
  const { width, height } = shrunk(state.bounds, home)
  return {
    bounds: { x: state.bounds.x, y: Math.max(state.bounds.y, home.y), width, height },
    maximized: state.maximized,
  }
}

function isGrippable(bounds: Rectangle, area: Rectangle): boolean {
  const across = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x)
  const below = area.y + area.height - bounds.y
  return across >= grip.width && below >= grip.height && bounds.y >= area.y - grip.height
}

function shrunk(size: { width: number; height: number }, area: Rectangle): { width: number; height: number } {
  return {
    width: Math.min(Math.max(size.width, smallestSize.width), area.width),
    height: Math.min(Math.max(size.height, smallestSize.height), area.height),
  }
}

function centred(size: { width: number; height: number }, area: Rectangle): Rectangle {
  const { width, height } = shrunk(size, area)
  return {
    x: area.x + Math.floor((area.width - width) / 2),
    y: area.y + Math.floor((area.height - height) / 2),
    width,
    height,
  }
}

/** What `keepWindowState` needs of a window. */
export type StatefulWindow = {
  getNormalBounds(): Rectangle
  isMaximized(): boolean
  isDestroyed(): boolean
  on(event: 'resize' | 'move' | 'maximize' | 'unmaximize' | 'close', listener: () => void): unknown
}

/**
 * Keeps the window's state in a file: some time after it last changed, and when it closes. A state that could not
 * be written is not worth a word to the user.
 *
 * @returns a promise of the last write, for the end of the app.
 */
export function keepWindowState(window: StatefulWindow, path: string, settleMs = 500): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()
  const write = () => {
    clearTimeout(timer)
    timer = undefined
    if (window.isDestroyed()) return
    const state: WindowState = { bounds: window.getNormalBounds(), maximized: window.isMaximized() }
    writing = writing.then(() => writeFileAtomically(path, JSON.stringify(state))).catch(() => undefined)
  }
  const changed = () => {
    clearTimeout(timer)
    timer = setTimeout(write, settleMs)
  }
  for (const event of ['resize', 'move', 'maximize', 'unmaximize'] as const) window.on(event, changed)
  window.on('close', write)
  return () => writing
}
