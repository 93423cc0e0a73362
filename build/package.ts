import { dirname } from 'node:path'
import { desktopBundles, makeBundles } from './bundle.ts'
import { fetchElectron, findElectron } from './electron-binary.ts'
import { endTogether, runPackage } from './run-package.ts'
import { writeSbom } from './sbom.ts'

/**
 * `npm run package`: makes the bundles and packages them for this platform (electron-builder.yml), and writes beside them
 * what is in them (sbom.ts). Further arguments go to
 * electron-builder: `npm run package -- --dir` makes the unpacked application only.
 */
endTogether()

const electron = findElectron() ?? (await fetchElectron())
if (electron === undefined) {
  process.stderr.write(
    [
      `The Electron binary for ${process.platform}-${process.arch} is not to be had here, so nothing was packaged.`,
      'Its npm package fetches it on first use; that download did not succeed. Run this where it does, or unpack the binary',
      'yourself and name its folder in ELECTRON_OVERRIDE_DIST_PATH.',
      '',
    ].join('\n'),
  )
  process.exit(1)
}

await makeBundles(desktopBundles)
const packaged = await runPackage('electron-builder/cli.js', [
  '--publish=never',
  `--config.electronDist=${dirname(electron)}`,
  ...process.argv.slice(2),
])
if (packaged) writeSbom()
process.exitCode = packaged ? 0 : 1
