import { spawn } from 'node:child_process'
import { hasDisplay } from './electron-binary.ts'

/** Opens an address in the user's browser, where there is a screen to show it on; that it fails does not matter. */
export function openBrowser(address: string): void {
  if (!hasDisplay()) return
  const [command, ...args] =
    process.platform === 'win32'
      ? ['explorer.exe', address]
      : process.platform === 'darwin'
        ? ['open', address]
        : ['xdg-open', address]
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}
