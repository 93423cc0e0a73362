import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { record } from './calls.ts'
import { lifecycle } from './lifecycle.ts'
import type { PortMessage } from './message-ports.ts'
import { RemotePorts, takeEnd } from './message-ports.ts'
import { onlyKnown, StrictEmitter, strict } from './strict.ts'

/** What goes between the double and the process; values are cloned by Node's own serialization. */
export type ToUtility = { k: 'message'; data: unknown; ports: number[] } | PortMessage
export type FromUtility = { k: 'message'; data: unknown } | PortMessage

const bootstrap = fileURLToPath(new URL('./utility-boot.ts', import.meta.url))

const running = new Map<ChildProcess, string>()

/** The processes that run now, for the control channel. */
export const utilities = (): { pid: number | undefined; serviceName: string }[] =>
  [...running].map(([child, serviceName]) => ({ pid: child.pid, serviceName }))

class UtilityProcessDouble extends StrictEmitter {
  readonly #child: ChildProcess
  readonly #ports: RemotePorts
  readonly stdout = null
  readonly stderr = null

  constructor(modulePath: string, args: readonly string[], options: Electron.ForkOptions) {
    super('UtilityProcess', { emitted: ['spawn', 'exit', 'message'], silent: ['error'] })
    this.#child = fork(bootstrap, [modulePath, ...args], {
      serialization: 'advanced',
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env },
    })
    running.set(this.#child, options.serviceName ?? 'Node Utility Process')
    this.#ports = new RemotePorts((message) => this.#send(message))
    this.#child.once('spawn', () => this.emit('spawn'))
    this.#child.on('message', (message: FromUtility) => {
      if (message.k === 'message') this.emit('message', message.data)
      else if (message.k === 'port') this.#ports.arrived(message.id, message.data)
      else this.#ports.closed(message.id)
    })
    this.#child.once('exit', (code, signal) => {
      running.delete(this.#child)
      this.#ports.closeAll()
      record('utility-exit', code, signal)
      this.emit('exit', code ?? 128)
    })
  }

  get pid(): number | undefined {
    return this.#child.exitCode === null && this.#child.signalCode === null ? this.#child.pid : undefined
  }

  #send(message: ToUtility): void {
    if (this.#child.connected) this.#child.send(message)
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    const data = structuredClone(message)
    this.#send({ k: 'message', data, ports: transfer.map((port) => this.#ports.adopt(takeEnd(port))) })
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM')
  }
}

export const utilityProcess = strict('utilityProcess', {
  fork(modulePath: string, args: string[] = [], options: Electron.ForkOptions = {}): Electron.UtilityProcess {
    lifecycle.onlyAfterReady('utilityProcess.fork')
    onlyKnown('utilityProcess.fork', options, ['serviceName'])
    record('utilityProcess.fork', modulePath, args, options)
    return strict(
      'UtilityProcess',
      new UtilityProcessDouble(modulePath, args, options),
    ) as unknown as Electron.UtilityProcess
  },
})
