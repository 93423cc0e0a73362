import { launchApp } from '#tests/support/electron-double/launch.ts'
import { launchReal } from '#tests/support/electron-real/launch.ts'
import type { RunningApp } from './running-app.ts'

/**
 * The desktop app for a test: on the real Electron where `npm run test:electron` has named it, else on the double.
 *
 * @param args further arguments, `--central=http://…`
 */
export function launchDesktop(args: readonly string[]): Promise<RunningApp> {
  const electron = process.env.PISHKHAN_ELECTRON
  return electron ? launchReal({ electron, args }) : launchApp({ args })
}
