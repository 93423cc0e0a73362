import type { Configuration } from 'electron-builder'

/**
 * What a package may and must hold, as pure checks over what was found in it; `verify-package.ts` reads the package.
 * Each check answers with the breaches in words, none when it holds.
 */

type Fuses = NonNullable<Configuration['electronFuses']>

/** The fuses as they must stand in the binary, in the order of their places there. Complete: a new fuse must be decided on. */
export const requiredFuses = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
} as const satisfies Required<Omit<Fuses, 'resetAdHocDarwinSignature'>>

/** Where the fuse `name` stands in the wire, by the numbering of @electron/fuses. */
const fuseNames = Object.keys(requiredFuses) as (keyof typeof requiredFuses)[]

/** `'1'` and `'0'` are a fuse that is on or off; others (removed, inherited) are taken for not set. */
export function fuseBreaches(wire: Readonly<Record<number, string>>): string[] {
  return fuseNames.flatMap((name, place) => {
    const expected = requiredFuses[name] ? '1' : '0'
    const found = wire[place] ?? 'absent'
    return found === expected ? [] : [`fuse ${name} is ${found}, not ${expected}`]
  })
}

const requiredFiles = [
  'package.json',
  'out/main/index.js',
  'out/preload/index.cjs',
  'out/core/index.js',
  'out/renderer/index.html',
]

const allowedPlaces = [
  /^package\.json$/,
  /^out\/(main|preload|core)\/[\w.-]+\.(js|cjs)$/,
  /^out\/(main|core)\/assets\/[\w.-]+\.js$/,
  /^out\/renderer\/.+\.(html|js|css|svg|png|webp|ico|woff2|json|txt)$/,
  /^node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/.+\.js|prebuilds\/[\w-]+\.node)$/,
  /^node_modules\/@node-rs\/argon2[\w-]*\/(package\.json|LICENSE|[\w.-]+\.(js|node))$/,
]

/** @param files paths inside the archive, with `/`, without a leading one; `unpacked`: the file lies beside the archive. */
export function contentBreaches(files: readonly { path: string; unpacked: boolean }[]): string[] {
  const paths = new Set(files.map(({ path }) => path))
  const natives = files.filter(({ path }) => path.endsWith('.node'))
  return [
    ...requiredFiles.filter((path) => !paths.has(path)).map((path) => `${path} is missing`),
    ...files
      .filter(({ path }) => !allowedPlaces.some((place) => place.test(path)))
      .map(({ path }) => `${path} does not belong in a package`),
    ...natives
      .filter(({ unpacked }) => !unpacked)
      .map(({ path }) => `${path} cannot be loaded from inside the archive`),
    ...['better-sqlite3', '@node-rs/argon2']
      .filter((name) => !natives.some(({ path }) => path.startsWith(`node_modules/${name}`)))
      .map((name) => `the native library of ${name} is missing`),
  ]
}

/** Content that gives away who built it or what must stay secret. */
const secrets: readonly [RegExp, string][] = [
  [/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s*[A-Za-z0-9+/]{16}/, 'a private key'],
  [/\bAKIA[0-9A-Z]{16}\b/, 'an access key of a cloud'],
  [/\b(?:npm|ghp|gho)_[A-Za-z0-9]{30,}\b/, 'an access token'],
  [/\/\/[^\s/"'`:@]+:[^\s/"'`:@${}]+@[a-z0-9.-]+/i, 'an address with a password'],
  [/sourceMappingURL=data:/, 'a source map'],
]

/** @param builtIn folders of the machine that built the package, none of which may be named in it. */
export function textBreaches(path: string, text: string, builtIn: readonly string[]): string[] {
  return [
    ...secrets.filter(([pattern]) => pattern.test(text)).map(([, what]) => `${path} holds ${what}`),
    ...builtIn
      .filter((folder) => namesFolder(text, folder))
      .map(() => `${path} names a folder of the building machine`),
  ]
}

/** `/root` alone may be part of any word; with something below it, it is that folder. */
const namesFolder = (text: string, folder: string): boolean =>
  text.includes(`${folder}/`) ||
  text.includes(`${folder}\\`) ||
  text.includes(`${folder.replaceAll('\\', '\\\\')}\\\\`)

/** The manifest decides what runs: the main module, and nothing by script. */
export function manifestBreaches(manifest: Readonly<Record<string, unknown>>): string[] {
  return [
    ...(manifest.main === 'out/main/index.js' ? [] : [`main is ${JSON.stringify(manifest.main)}`]),
    ...(manifest.type === 'module' ? [] : ['type is not module']),
    ...['scripts', 'devDependencies']
      .filter((key) => key in manifest)
      .map((key) => `the manifest still has ${key}`),
  ]
}
