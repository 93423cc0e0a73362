import { ElectronDoubleError } from './strict.ts'

let ready = false
const waiting: (() => void)[] = []

/** Whether the app is ready, and the preconditions that Electron documents on that. */
export const lifecycle = {
  get isReady() {
    return ready
  },
  whenReady: () => new Promise<void>((resolve) => (ready ? resolve() : void waiting.push(resolve))),
  markReady() {
    ready = true
    for (const resolve of waiting.splice(0)) resolve()
  },
  onlyAfterReady(what: string) {
    if (!ready) throw new ElectronDoubleError(`${what} cannot be used before the app is ready`)
  },
  onlyBeforeReady(what: string) {
    if (ready) throw new ElectronDoubleError(`${what} should be called before the app is ready`)
  },
}
