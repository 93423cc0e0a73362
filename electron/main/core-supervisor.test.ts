import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import type { CoreStart, CoreState, ToCoreMessage } from '#shared/contract/channels.ts'
import type { CoreFailure } from './core-supervisor.ts'
import { superviseCore } from './core-supervisor.ts'

class FakeCore extends EventEmitter {
  readonly pid = Math.floor(Math.random() * 1e6) + 1
  readonly said: ToCoreMessage[] = []
  readonly ports: Electron.MessagePortMain[] = []
  killed = false
  postMessage(message: ToCoreMessage, transfer: Electron.MessagePortMain[] = []) {
    this.said.push(message)
    this.ports.push(...transfer)
  }
  kill() {
    this.killed = true
    return true
  }
}

const options: CoreStart = { dataDir: '/d', databaseKey: new Uint8Array(32), appVersion: '1' }

function setUp(stopTimeoutMs = 20, start = options) {
  const cores: FakeCore[] = []
  const states: CoreState[] = []
  const failures: CoreFailure[] = []
  const waits: { ms: number; over: () => void }[] = []
  const forceKill = vi.fn()
  let now = 1_000_000
  const core = superviseCore({
    fork: () => {
      const child = new FakeCore()
      cores.push(child)
      return child
    },
    options: start,
    onState: (state) => states.push(state),
    onFailure: (failure) => failures.push(failure),
    forceKill,
    clock: { now: () => now, wait: (ms) => new Promise((over) => waits.push({ ms, over })) },
    stopTimeoutMs,
  })
  const last = () => cores.at(-1) as FakeCore
  /** The process dies; the wait before the next start passes at once. */
  const crash = async () => {
    const waited = waits.length
    last().emit('exit', 137)
    if (waits.length > waited) waits.at(-1)?.over()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { core, cores, states, failures, waits, forceKill, last, crash, pass: (ms: number) => (now += ms) }
}

const port = () =>
  ({ close: vi.fn() }) as unknown as Electron.MessagePortMain & { close: ReturnType<typeof vi.fn> }

describe('superviseCore', () => {
  it('starts the core with its options by message', () => {
    const { core, last, states } = setUp()
    core.start()
    expect(last().said).toEqual([{ kind: 'start', options }])
    last().emit('message', { kind: 'ready' })
    expect(states).toEqual(['starting', 'ready'])
  })

  it('hands over a port only when the core is ready, and else closes it', () => {
    const { core, last } = setUp()
    core.start()
    const early = port()
    expect(core.connect(early, 'office')).toBe(false)
    expect(early.close).toHaveBeenCalledOnce()
    last().emit('message', { kind: 'ready' })
    const [first, second] = [port(), port()]
    expect([core.connect(first, 'office'), core.connect(second, 'display')]).toEqual([true, true])
    expect(last().ports).toEqual([first, second])
    const ids = last().said.flatMap((message) => (message.kind === 'connect' ? [message.connectionId] : []))
    expect(new Set(ids).size).toBe(2)
  })

  it('starts it again after each crash, each time later', async () => {
    const { core, cores, crash, waits, states, last } = setUp()
    core.start()
    for (let time = 0; time < 4; time += 1) await crash()
    expect(waits.map(({ ms }) => ms)).toEqual([250, 500, 1000, 2000])
    expect(cores).toHaveLength(5)
    expect(last().said).toEqual([{ kind: 'start', options }])
    expect(states).toEqual(['starting', 'restarting', 'restarting', 'restarting', 'restarting'])
  })

  it('goes back to a copy once, not after every crash; a start that failed has not gone back', async () => {
    const { core, last, crash } = setUp(20, { ...options, restore: 'newest' })
    core.start()
    last().emit('message', { kind: 'start_failed', code: 'journal_incomplete' })
    core.start()
    expect(last().said).toEqual([{ kind: 'start', options: { ...options, restore: 'newest' } }])
    last().emit('message', { kind: 'ready' })
    await crash()
    expect(last().said).toEqual([{ kind: 'start', options }])
  })

  it('gives up at the fifth crash within a minute, and starts again when told to', async () => {
    const { core, cores, crash, failures, states, last } = setUp()
    core.start()
    for (let time = 0; time < 5; time += 1) await crash()
    expect(failures).toEqual([{ code: 'crashed_repeatedly' }])
    expect([cores.length, core.state]).toEqual([5, 'failed'])
    core.start()
    last().emit('message', { kind: 'ready' })
    expect([cores.length, states.at(-1)]).toEqual([6, 'ready'])
  })

  it('forgets crashes that are long past', async () => {
    const { core, crash, failures, pass, waits } = setUp()
    core.start()
    for (let time = 0; time < 12; time += 1) {
      await crash()
      pass(20_000)
    }
    expect(failures).toEqual([])
    expect(Math.max(...waits.map(({ ms }) => ms))).toBe(1000)
  })

  it('does not start again what would fail again', async () => {
    const { core, cores, failures, last } = setUp()
    core.start()
    last().emit('message', { kind: 'start_failed', code: 'database_too_new' })
    last().emit('exit', 1)
    await new Promise((resolve) => setImmediate(resolve))
    expect(failures).toEqual([{ code: 'start_failed', reason: 'database_too_new' }])
    expect([cores.length, core.state, last().killed]).toEqual([1, 'failed', true])
    core.start()
    expect(cores).toHaveLength(2)
  })

  it('ignores what is no message of the core', () => {
    const { core, last, states } = setUp()
    core.start()
    for (const message of [null, 'ready', { kind: 'start_failed' }, { kind: 'other' }])
      last().emit('message', message)
    expect(states).toEqual(['starting'])
  })

  it('stops in order: asks, waits, and does not take the end for a crash', async () => {
    const { core, cores, last, states, forceKill } = setUp(5_000)
    core.start()
    last().emit('message', { kind: 'ready' })
    const stopped = core.stop()
    expect(last().said.at(-1)).toEqual({ kind: 'shutdown' })
    last().emit('exit', 0)
    await stopped
    await core.stop()
    expect([cores.length, states, forceKill.mock.calls]).toEqual([1, ['starting', 'ready'], []])
  })

  it('ends by force what does not stop', async () => {
    const { core, last, forceKill } = setUp(10)
    core.start()
    forceKill.mockImplementation(() => last().emit('exit', 137))
    await core.stop()
    expect(forceKill).toHaveBeenCalledExactlyOnceWith(last().pid)
  })

  it('does not start again what was to be stopped while it waited', async () => {
    const { core, cores, last, waits } = setUp()
    core.start()
    last().emit('exit', 137)
    await core.stop()
    waits[0]?.over()
    await new Promise((resolve) => setImmediate(resolve))
    expect(cores).toHaveLength(1)
  })
})
