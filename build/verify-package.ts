import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { extractFile, getRawHeader, listPackage, statFile } from '@electron/asar'
import { getCurrentFuseWire } from '@electron/fuses'
import { contentBreaches, fuseBreaches, manifestBreaches, textBreaches } from './package-rules.ts'
import { projectRoot } from './project.ts'
import { sbomFile } from './sbom.ts'

/** An application as electron-builder leaves it, not yet in its installer. */
export type Unpacked = { name: string; archive: string; binary: string }

/** The unpacked applications below a folder that electron-builder has filled. */
export function findUnpacked(dist: string): Unpacked[] {
  if (!existsSync(dist)) return []
  return readdirSync(dist).flatMap((name) => {
    const folder = join(dist, name)
    const bundle = /^mac/.test(name) ? readdirSync(folder).find((inner) => inner.endsWith('.app')) : undefined
    const resources =
      bundle === undefined ? join(folder, 'resources') : join(folder, bundle, 'Contents', 'Resources')
    const archive = join(resources, 'app.asar')
    if (!existsSync(archive)) return []
    return [{ name, archive, binary: binaryOf(folder, bundle) }]
  })
}

function binaryOf(folder: string, bundle: string | undefined): string {
  if (bundle !== undefined) return join(folder, bundle)
  const windows = readdirSync(folder).find((file) => file.endsWith('.exe'))
  return join(folder, windows ?? 'pishkhan')
}

/** All breaches of one package, in words; none when it is as it should be. */
export async function verifyPackage({ archive, binary }: Unpacked): Promise<string[]> {
  const files = filesOf(archive)
  const breaches = contentBreaches(files)
  const manifest: unknown = JSON.parse(extractFile(archive, 'package.json').toString('utf8'))
  breaches.push(...manifestBreaches(Object(manifest)))
  const builtIn = [projectRoot.replace(/[\\/]$/, ''), homedir()].filter((folder) => folder.length > 1)
  for (const { path } of files) {
    if (!/\.(js|cjs|json|html|css|svg|txt)$/.test(path)) continue
    breaches.push(...textBreaches(path, extractFile(archive, path).toString('utf8'), builtIn))
  }
  const { version: _version, ...wire } = await getCurrentFuseWire(binary)
  const states = Object.entries(wire).map(([place, state]) => [place, String.fromCharCode(Number(state))])
  breaches.push(...fuseBreaches(Object.fromEntries(states)))
  if (!existsSync(`${archive}.unpacked`)) breaches.push('nothing was unpacked beside the archive')
  if (!getRawHeader(archive).headerString.includes('"integrity"')) breaches.push('the archive has no hashes')
  return breaches
}

/** The files of an archive; folders and links are left out. */
function filesOf(archive: string): { path: string; unpacked: boolean }[] {
  return listPackage(archive, { isPack: false }).flatMap((listed) => {
    const path = listed.replaceAll('\\', '/').replace(/^\//, '')
    const entry = statFile(archive, path, false)
    return 'size' in entry ? [{ path, unpacked: entry.unpacked === true }] : []
  })
}

if (import.meta.main) {
  const found = findUnpacked(join(projectRoot, 'dist'))
  if (found.length === 0) process.stderr.write('There is no package in dist/: run npm run package first.\n')
  let sound = found.length > 0
  for (const unpacked of found) {
    const breaches = await verifyPackage(unpacked)
    sound &&= breaches.length === 0
    process.stdout.write(
      `${unpacked.name}: ${breaches.length === 0 ? 'as it should be' : 'not as it should be'}\n`,
    )
    for (const breach of breaches) process.stdout.write(`  ${breach}\n`)
  }
  if (found.length > 0 && !existsSync(sbomFile)) {
    process.stdout.write('The list of what is in it is missing: npm run sbom.\n')
    sound = false
  }
  process.exitCode = sound ? 0 : 1
}
