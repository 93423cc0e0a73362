import type { App, Session, WebContents } from 'electron'

/** Where a page of the shell may go by itself. Everything else is refused. */
export type AllowedNavigation = (url: string) => boolean

/**
 * Denies what no page of ours ever needs: permissions, devices, new windows, web views, downloads, and any way out of
 * the app. For every web contents that there is or ever will be, so that none can be forgotten.
 */
export function denyByDefault(app: Pick<App, 'on'>, mayNavigate: AllowedNavigation): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, mayNavigate))
}

function guardContents(contents: WebContents, mayNavigate: AllowedNavigation): void {
  contents.on('will-navigate', (details) => {
    if (!mayNavigate(details.url)) details.preventDefault()
  })
  contents.on('will-frame-navigate', (details) => {
    if (!details.isMainFrame || !mayNavigate(details.url)) details.preventDefault()
  })
  contents.on('will-redirect', (details) => details.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  // The one device that Electron would choose by itself: the first that answers.
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault()
    choose('')
  })
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** The part that belongs to a session: permissions, devices, downloads, and requests to anything but the `app:` scheme. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null))
  session.on('will-download', (event) => event.preventDefault())
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isOwnRequest(details.url) })
  })
}

/** `data:` is for pictures in style sheets; `devtools:` and `blob:` for the inspector of a development build. */
function isOwnRequest(url: string): boolean {
  return /^(app|data|devtools|blob):/.test(url)
}
