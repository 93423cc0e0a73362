import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createPackageWithOptions, extractAll } from '@electron/asar'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { desktopBundles, makeBundles } from './bundle.ts'
import {
  contentBreaches,
  fuseBreaches,
  manifestBreaches,
  requiredFuses,
  textBreaches,
} from './package-rules.ts'
import { projectRoot } from './project.ts'
import type { Unpacked } from './verify-package.ts'
import { findUnpacked, verifyPackage } from './verify-package.ts'

describe('the rules', () => {
  const sound = [
    { path: 'package.json', unpacked: false },
    { path: 'out/main/index.js', unpacked: false },
    { path: 'out/preload/index.cjs', unpacked: false },
    { path: 'out/core/index.js', unpacked: false },
    { path: 'out/renderer/index.html', unpacked: false },
    { path: 'out/renderer/assets/index-BPttPYW8.css', unpacked: false },
    { path: 'node_modules/better-sqlite3/prebuilds/linux-x64.node', unpacked: true },
    { path: 'node_modules/@node-rs/argon2-linux-x64-gnu/argon2.linux-x64-gnu.node', unpacked: true },
  ]

  it('let a sound package pass', () => expect(contentBreaches(sound)).toEqual([]))

  it.each([
    'out/main/index.js.map',
    'out/secret.key',
    'electron/main/index.ts',
    'tests/e2e/main-job.spec.ts',
    '.env',
    'out/renderer/.env',
    'out/renderer/tests/page.ts',
    'node_modules/fastify/index.js',
    'node_modules/better-sqlite3/src/addon.cpp',
    'docs/security.md',
  ])('refuse %s', (path) => {
    expect(contentBreaches([...sound, { path, unpacked: false }])).toEqual([
      `${path} does not belong in a package`,
    ])
  })

  it.each(sound.map(({ path }) => path).filter((path) => !path.endsWith('.css')))('miss %s', (path) => {
    expect(contentBreaches(sound.filter((file) => file.path !== path))).toHaveLength(1)
  })

  it('refuse a native library inside the archive', () => {
    const packed = sound.map((file) => ({ ...file, unpacked: false }))
    expect(contentBreaches(packed)).toHaveLength(2)
  })

  it('compare every fuse', () => {
    const wire: string[] = Object.values(requiredFuses).map((on) => (on ? '1' : '0'))
    expect(fuseBreaches({ ...wire })).toEqual([])
    for (const [place, name] of Object.keys(requiredFuses).entries()) {
      const flipped = wire.with(place, wire[place] === '1' ? '0' : '1')
      expect(fuseBreaches({ ...flipped })).toEqual([expect.stringContaining(name)])
      expect(fuseBreaches({ ...wire.with(place, 'r') })).toHaveLength(1)
    }
    expect(fuseBreaches({})).toHaveLength(wire.length)
  })

  it.each([
    ['-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIIJ9f0Kx', 'a private key'],
    ['const url = "postgres://office:secret@db.example/x"', 'an address with a password'],
    [`token = "ghp_${'a'.repeat(36)}"`, 'an access token'],
    ['//# sourceMappingURL=data:application/json;base64,', 'a source map'],
  ])('refuse %j', (text, what) => expect(textBreaches('a.js', text, [])).toEqual([`a.js holds ${what}`]))

  it('refuse a folder of the building machine, not a word that looks like one', () => {
    expect(textBreaches('a.js', 'file:///home/someone/project/x.ts', ['/home/someone'])).toHaveLength(1)
    expect(textBreaches('a.js', 'C:\\\\Users\\\\x\\\\y.ts', ['C:\\Users\\x'])).toHaveLength(1)
    const innocent = [
      'route("/root")',
      '"-----BEGIN PRIVATE KEY-----"',
      ['`://$', '{user}:$', '{password}@`'].join(''),
    ]
    for (const text of innocent) expect(textBreaches('a.js', text, ['/root'])).toEqual([])
  })

  it('refuse a manifest that runs something else', () => {
    expect(manifestBreaches({ main: 'out/main/index.js', type: 'module' })).toEqual([])
    expect(manifestBreaches({ main: 'index.js', scripts: {}, devDependencies: {} })).toHaveLength(4)
  })
})

describe('npm run package', () => {
  it('says in plain words that there is no Electron, and fails', () => {
    const { status, stderr } = spawnSync(process.execPath, ['build/package.ts'], {
      cwd: projectRoot,
      encoding: 'utf8',
      // As on a machine without the binary, whatever this one has.
      env: {
        ...process.env,
        ELECTRON_OVERRIDE_DIST_PATH: join(tmpdir(), 'nowhere'),
        ELECTRON_MIRROR: 'http://127.0.0.1:9/',
      },
    })
    expect(stderr).toContain('nothing was packaged')
    expect(status).toBe(1)
  })
})

/** electron-builder itself, on a stand-in for the binary that has nothing of Electron but its fuses, all on. */
describe.runIf(process.platform === 'linux')('the package', () => {
  let folder = ''
  let unpacked: Unpacked
  beforeAll(async () => {
    await makeBundles(desktopBundles)
    folder = mkdtempSync(join(tmpdir(), 'pishkhan-package-'))
    const electronDist = await makeStandInElectron(join(folder, 'electron'))
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        'node_modules/electron-builder/cli.js',
        ...['--dir', '--linux', '--publish=never'],
        ...[`--config.electronDist=${electronDist}`, `--config.directories.output=${join(folder, 'dist')}`],
      ],
      { cwd: projectRoot, encoding: 'utf8' },
    )
    expect(status, `${stdout}${stderr}`).toBe(0)
    const [found] = findUnpacked(join(folder, 'dist'))
    if (found === undefined) throw new Error('nothing came out')
    unpacked = found
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('is as it should be', async () => expect(await verifyPackage(unpacked)).toEqual([]))

  it('is found wanting when something was slipped in, or a fuse was flipped back', async () => {
    const changed = join(folder, 'changed')
    cpSync(dirname(dirname(unpacked.archive)), changed, { recursive: true })
    const content = join(folder, 'content')
    extractAll(unpacked.archive, content)
    writeFileSync(join(content, 'out', 'renderer', 'extra.js'), `// ${homedir()}/notes\n`)
    writeFileSync(join(content, '.env'), 'SECRET=1')
    const archive = join(changed, 'resources', 'app.asar')
    await createPackageWithOptions(content, archive, { unpack: '*.node' })
    const binary = join(changed, 'pishkhan')
    const bytes = readFileSync(binary)
    bytes.write('1', bytes.indexOf('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX') + 34)
    writeFileSync(binary, bytes)
    expect(await verifyPackage({ name: 'changed', archive, binary })).toEqual([
      '.env does not belong in a package',
      'out/renderer/extra.js names a folder of the building machine',
      'fuse runAsNode is 1, not 0',
    ])
  })
})

async function makeStandInElectron(path: string): Promise<string> {
  for (const inner of ['resources', 'locales', 'default']) mkdirSync(join(path, inner), { recursive: true })
  const wire = Buffer.concat([
    Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
    Buffer.from([1, 9]),
    Buffer.from('111111111'),
  ])
  writeFileSync(join(path, 'electron'), Buffer.concat([Buffer.alloc(512), wire, Buffer.alloc(512)]), {
    mode: 0o755,
  })
  writeFileSync(join(path, 'default', 'package.json'), '{}')
  await createPackageWithOptions(join(path, 'default'), join(path, 'resources', 'default_app.asar'), {})
  rmSync(join(path, 'default'), { recursive: true })
  for (const file of ['version', 'LICENSE', 'LICENSES.chromium.html', 'locales/fa.pak', 'locales/en-US.pak'])
    writeFileSync(join(path, file), '')
  return path
}
