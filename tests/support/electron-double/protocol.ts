import { lifecycle } from './lifecycle.ts'
import { ElectronDoubleError, onlyKnown, strict } from './strict.ts'

type Handler = Parameters<Electron.Protocol['handle']>[1]

const handlers = new Map<string, Handler>()
const privileged = new Set<string>()
let registered = false

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    lifecycle.onlyBeforeReady('protocol.registerSchemesAsPrivileged')
    if (registered)
      throw new ElectronDoubleError('protocol.registerSchemesAsPrivileged can be used only once')
    registered = true
    for (const { scheme, privileges } of schemes) {
      if (scheme !== 'app')
        throw new ElectronDoubleError(`the scheme ${scheme}: is not implemented, only app:`)
      onlyKnown('privileges', privileges ?? {}, ['standard', 'secure', 'supportFetchAPI', 'codeCache'])
      if (privileges?.standard !== true || privileges.secure !== true)
        throw new ElectronDoubleError('a scheme that is not standard and secure is not implemented')
      privileged.add(scheme)
    }
  },
  handle(scheme: string, handler: Handler): void {
    lifecycle.onlyAfterReady('protocol.handle')
    if (!privileged.has(scheme))
      throw new ElectronDoubleError(`${scheme}: was not registered as privileged before ready`)
    if (handlers.has(scheme)) throw new ElectronDoubleError(`${scheme}: is handled already`)
    handlers.set(scheme, handler)
  },
}) as Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>

/** The application's answer to a request of its own scheme. */
export async function answerOwn(request: Request): Promise<Response> {
  const handler = handlers.get('app')
  if (handler === undefined) throw new ElectronDoubleError('no handler for app:')
  const response = await handler(request)
  if (!(response instanceof Response))
    throw new ElectronDoubleError('a protocol handler must answer with a Response')
  return response
}
