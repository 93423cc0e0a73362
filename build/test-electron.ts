import { desktopBundles, makeBundles } from './bundle.ts'
import { fetchElectron, findElectron, hasDisplay } from './electron-binary.ts'
import { endTogether, runPackage } from './run-package.ts'
import { ensureChromium, ensurePdftoppm } from './test-tools.ts'

/**
 * `npm run test:electron`: the end-to-end suite on the real Electron instead of its double. It fails where the binary is
 * not to be had: a suite that was not run has not passed.
 */
endTogether()

function giveUp(line: string): never {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}

if (!hasDisplay()) giveUp('There is no display here: use xvfb-run npm run test:electron.')
const electron = findElectron() ?? (await fetchElectron())
if (!electron) giveUp('The Electron binary is not to be had here: nothing was tested.')

process.env.PISHKHAN_ELECTRON = electron
process.env.PISHKHAN_CHROMIUM = ensureChromium()
ensurePdftoppm()
await makeBundles(desktopBundles)
const passed = await runPackage('@playwright/test/cli.js', [
  'test',
  '--project=electron',
  ...process.argv.slice(2),
])
process.exitCode = passed ? 0 : 1
