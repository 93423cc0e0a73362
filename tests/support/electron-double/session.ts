import { lifecycle } from './lifecycle.ts'
import { ElectronDoubleError, preventable, StrictEmitter, strict } from './strict.ts'

type RequestListener = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void

type Handlers = {
  permissionRequest: Parameters<Electron.Session['setPermissionRequestHandler']>[0]
  permissionCheck: Parameters<Electron.Session['setPermissionCheckHandler']>[0]
  device: Parameters<Electron.Session['setDevicePermissionHandler']>[0]
  displayMedia: Parameters<Electron.Session['setDisplayMediaRequestHandler']>[0]
  beforeRequest: RequestListener | null
}

/** What the application has set; Electron's defaults allow everything, so `null` means allowed. */
export const sessionHandlers: Handlers = {
  permissionRequest: null,
  permissionCheck: null,
  device: null,
  displayMedia: null,
  beforeRequest: null,
}

class WebRequestDouble {
  onBeforeRequest(...args: unknown[]): void {
    const listener = args.at(-1)
    if (args.length !== 1 || (typeof listener !== 'function' && listener !== null))
      throw new ElectronDoubleError('webRequest.onBeforeRequest is implemented without a filter')
    sessionHandlers.beforeRequest = listener as RequestListener | null
  }
}

class SessionDouble extends StrictEmitter {
  readonly webRequest = strict('webRequest', new WebRequestDouble())

  constructor() {
    super('Session', { emitted: ['will-download'] })
  }

  setPermissionRequestHandler(handler: Handlers['permissionRequest']): void {
    sessionHandlers.permissionRequest = handler
  }

  setPermissionCheckHandler(handler: Handlers['permissionCheck']): void {
    sessionHandlers.permissionCheck = handler
  }

  setDevicePermissionHandler(handler: Handlers['device']): void {
    sessionHandlers.device = handler
  }

  setDisplayMediaRequestHandler(handler: Handlers['displayMedia']): void {
    sessionHandlers.displayMedia = handler
  }
}

const defaultSession = new SessionDouble()
const shown = strict('Session', defaultSession) as unknown as Electron.Session

export const session = strict('session', {
  get defaultSession(): Electron.Session {
    lifecycle.onlyAfterReady('session.defaultSession')
    return shown
  },
})

/** What the handlers say to a page's wish, for the control channel. */
export async function askPermission(contents: unknown, permission: string): Promise<Record<string, boolean>> {
  const { permissionRequest, permissionCheck, device } = sessionHandlers
  const request = await new Promise<boolean>((resolve) => {
    if (permissionRequest === null) resolve(true)
    else permissionRequest(contents as never, permission as never, resolve, {} as never)
  })
  return {
    request,
    check: permissionCheck?.(contents as never, permission as never, 'app://pishkhan', {} as never) ?? true,
    device: device?.({ deviceType: 'hid', origin: 'app://pishkhan', device: {} as never }) ?? true,
  }
}

/** Whether the application lets a download begin. */
export function mayDownload(): boolean {
  const event = preventable({})
  defaultSession.emit('will-download', event)
  return !event.defaultPrevented
}
