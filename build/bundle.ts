import { builtinModules } from 'node:module'
import { join } from 'node:path'
import type { InlineConfig } from 'vite'
import { build } from 'vite'
import { oneAtATime } from './one-at-a-time.ts'
import { cacheFolder, outFolder, projectRoot } from './project.ts'
import { fingerprint, unlessMade } from './stamp.ts'

/**
 * Makes the bundles in `out/`, each only when what goes into it has changed. Run directly it makes all of them, or those
 * that are named.
 *
 * | bundle   | from                             | to                      | form                                          |
 * |----------|----------------------------------|-------------------------|-----------------------------------------------|
 * | renderer | renderer/*.html                  | out/renderer/           | see build/page-config.ts                      |
 * | main     | electron/main/index.ts           | out/main/index.js       | ES module                                     |
 * | preload  | electron/preload/index.ts        | out/preload/index.cjs   | CommonJS in one file: a sandboxed preload can |
 * |          |                                  |                         | require nothing of its own                    |
 * | core     | electron/core/electron-entry.ts  | out/core/index.js       | ES module                                     |
 * | portal   | central/portal/index.html        | out/portal/             | see build/page-config.ts                      |
 */
export const bundles = ['renderer', 'main', 'preload', 'core', 'portal'] as const
export type Bundle = (typeof bundles)[number]

/** What the desktop app consists of. */
export const desktopBundles = ['renderer', 'main', 'preload', 'core'] as const satisfies readonly Bundle[]

/** Not bundled: Electron itself, and packages that load a native library from beside their own files. */
export const externalPackages = ['electron', 'better-sqlite3', '@node-rs/argon2']

const everyBundle = ['package.json', 'package-lock.json', 'build/bundle.ts', 'shared']

type Recipe = { readonly inputs: readonly string[]; readonly output: string; readonly config: InlineConfig }

function nodeBundle(entry: string, folder: string, fileName: string, format: 'es' | 'cjs'): InlineConfig {
  return {
    configFile: false,
    root: projectRoot,
    logLevel: 'warn',
    publicDir: false,
    // Nothing in a bundle may depend on a node_modules folder, but for the packages that are named as external.
    ssr: { target: 'node', noExternal: true },
    build: {
      ssr: join(projectRoot, entry),
      outDir: join(outFolder, folder),
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        external: [...externalPackages, /^electron\//, /^node:/, ...builtinModules],
        output: { format, entryFileNames: fileName, codeSplitting: format === 'es' },
      },
    },
  }
}

const recipes: Record<Bundle, Recipe> = {
  renderer: {
    inputs: [...everyBundle, 'renderer', 'vite.config.ts', 'build/page-config.ts', 'build/project.ts'],
    output: join(outFolder, 'renderer', 'index.html'),
    config: { configFile: join(projectRoot, 'vite.config.ts'), logLevel: 'warn' },
  },
  main: {
    inputs: [...everyBundle, 'electron/main'],
    output: join(outFolder, 'main', 'index.js'),
    config: nodeBundle('electron/main/index.ts', 'main', 'index.js', 'es'),
  },
  preload: {
    inputs: [...everyBundle, 'electron/preload'],
    output: join(outFolder, 'preload', 'index.cjs'),
    config: nodeBundle('electron/preload/index.ts', 'preload', 'index.cjs', 'cjs'),
  },
  core: {
    inputs: [...everyBundle, 'electron/core', 'db'],
    output: join(outFolder, 'core', 'index.js'),
    config: nodeBundle('electron/core/electron-entry.ts', 'core', 'index.js', 'es'),
  },
  portal: {
    inputs: [
      ...everyBundle,
      'central/portal',
      'build/portal.config.ts',
      'build/page-config.ts',
      'build/project.ts',
    ],
    output: join(outFolder, 'portal', 'index.html'),
    config: { configFile: join(projectRoot, 'build', 'portal.config.ts'), logLevel: 'warn' },
  },
}

/** Brings one bundle up to date. @returns whether it had to be built */
export async function makeBundle(name: Bundle): Promise<boolean> {
  const { inputs, output, config } = recipes[name]
  const stampFile = join(cacheFolder, 'stamps', name)
  // Several test files may want the same bundle at once.
  return await oneAtATime(join(cacheFolder, 'locks', name), () =>
    unlessMade(stampFile, fingerprint(projectRoot, inputs), [output], () => buildForUse(config)),
  )
}

/** Whoever asks, a test runner too, gets the bundle that is used: React goes by NODE_ENV, and Vite leaves that as it is. */
async function buildForUse(config: InlineConfig): Promise<void> {
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  try {
    await build(config)
  } finally {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
  }
}

/** Brings bundles up to date, one after the other. @returns the names of those that had to be built */
export async function makeBundles(names: readonly Bundle[]): Promise<Bundle[]> {
  const built: Bundle[] = []
  for (const name of names) if (await makeBundle(name)) built.push(name)
  return built
}

if (import.meta.main) {
  try {
    const named = process.argv.slice(2)
    const wanted = bundles.filter((name) => named.length === 0 || named.includes(name))
    const built = await makeBundles(wanted)
    process.stderr.write(built.length > 0 ? `Built: ${built.join(', ')}.\n` : 'The bundles are up to date.\n')
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    process.exitCode = 1
  }
}
