import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import type { CoreStart } from '#shared/contract/channels.ts'
import type { PagePort, ParentPort, RunningCore } from './utility-process.ts'
import { runInUtilityProcess } from './utility-process.ts'

const options: CoreStart = { dataDir: '/data', databaseKey: new Uint8Array(32), appVersion: '1.0.0' }

function setUp(start: (given: CoreStart) => Promise<RunningCore>) {
  const parent = Object.assign(new EventEmitter(), { postMessage: vi.fn() })
  const exit = vi.fn()
  const starting = vi.fn(start)
  runInUtilityProcess(parent as unknown as ParentPort, starting, exit)
  const say = async (data: unknown, ports: PagePort[] = []) => {
    parent.emit('message', { data, ports })
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { say, exit, starting, told: () => parent.postMessage.mock.calls.map(([message]) => message) }
}

const core = () => ({ attachPort: vi.fn(), close: vi.fn(async () => undefined) })
const port = () =>
  ({ on: vi.fn(), postMessage: vi.fn(), start: vi.fn(), close: vi.fn() }) as unknown as PagePort

describe('runInUtilityProcess', () => {
  it('starts the core once, with what it was given, and says when it is ready', async () => {
    const { say, starting, told } = setUp(async () => core())
    await say({ kind: 'start', options: { ...options, centralUrl: 'http://localhost:1', unknown: 1 } })
    await say({ kind: 'start', options })
    expect(starting).toHaveBeenCalledExactlyOnceWith({ ...options, centralUrl: 'http://localhost:1' })
    expect(told()).toEqual([{ kind: 'ready' }])
  })

  it('gives each page its port, also when it comes while the core is starting', async () => {
    const running = core()
    const { promise, resolve } = Promise.withResolvers<RunningCore>()
    const { say } = setUp(() => promise)
    const page = port()
    await say({ kind: 'start', options })
    await say({ kind: 'connect', connectionId: '1', page: 'display' }, [page])
    expect(page.start).not.toHaveBeenCalled()
    resolve(running)
    await vi.waitFor(() => expect(page.start).toHaveBeenCalledOnce())
    expect(running.attachPort).toHaveBeenCalledExactlyOnceWith(page, 'display')
  })

  it('closes a port that nobody can serve, or that came with nonsense', async () => {
    const { say } = setUp(() => Promise.reject(new Error('no')))
    const ports = [port(), port(), port()] as const
    await say({ kind: 'connect', connectionId: '1', page: 'office' }, [ports[0]])
    await say({ kind: 'start', options })
    await say({ kind: 'connect', connectionId: '2', page: 'office' }, [ports[1]])
    await say({ kind: 'connect' }, [ports[2]])
    for (const { close } of ports) expect(close).toHaveBeenCalledOnce()
  })

  it.each([
    [Object.assign(new Error('x'), { code: 'database_too_new' }), 'database_too_new'],
    [Object.assign(new Error('x'), { code: 'a path: /home/someone' }), 'unexpected_error'],
    [new Error('secret detail'), 'unexpected_error'],
    ['text', 'unexpected_error'],
  ])('reports a start that failed by its code only: %s', async (error, code) => {
    const { say, told, exit } = setUp(() => Promise.reject(error))
    await say({ kind: 'start', options })
    expect(told()).toEqual([{ kind: 'start_failed', code }])
    expect(exit).not.toHaveBeenCalled()
  })

  it('refuses a key of the wrong size', async () => {
    const { say, starting } = setUp(async () => core())
    await say({ kind: 'start', options: { ...options, databaseKey: new Uint8Array(16) } })
    expect(starting).not.toHaveBeenCalled()
  })

  it('closes the core before the process ends, also one that is still starting', async () => {
    const running = core()
    const { say, exit } = setUp(async () => running)
    await say({ kind: 'start', options })
    await say({ kind: 'shutdown' })
    expect(running.close).toHaveBeenCalledOnce()
    expect(exit).toHaveBeenCalledExactlyOnceWith(0)
    const idle = setUp(async () => core())
    await idle.say({ kind: 'shutdown' })
    expect(idle.exit).toHaveBeenCalledExactlyOnceWith(0)
  })

  it('ends with an error when closing fails', async () => {
    const { say, exit } = setUp(async () => ({ ...core(), close: () => Promise.reject(new Error('disk')) }))
    await say({ kind: 'start', options })
    await say({ kind: 'shutdown' })
    expect(exit).toHaveBeenCalledExactlyOnceWith(1)
  })
})
