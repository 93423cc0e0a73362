import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { externalPackages, makeBundles } from '#build/bundle.ts'
import { outFolder, projectRoot } from '#build/project.ts'

const fixtures = fileURLToPath(new URL('./fixtures', import.meta.url))

/**
 * The real main and preload bundles with a stand-in renderer and a stand-in core: what the shell does is tested without what it
 * carries. The returned folder is an application's root; `remove` takes it away.
 */
export async function makeStandInApp(): Promise<{ appRoot: string; remove: () => void }> {
  await makeBundles(['main', 'preload'])
  const appRoot = mkdtempSync(join(tmpdir(), 'pishkhan-app-'))
  mkdirSync(join(appRoot, 'out'))
  for (const bundle of ['main', 'preload'])
    cpSync(join(outFolder, bundle), join(appRoot, 'out', bundle), { recursive: true })
  cpSync(join(fixtures, 'renderer'), join(appRoot, 'out', 'renderer'), { recursive: true })
  writeFileSync(join(appRoot, 'out', 'secret.txt'), 'outside of the renderer')
  const manifest = {
    name: 'pishkhan',
    productName: 'Pishkhan',
    version: '9.8.7',
    type: 'module',
    main: 'out/main/index.js',
  }
  writeFileSync(join(appRoot, 'package.json'), JSON.stringify(manifest))
  symlinkSync(join(projectRoot, 'node_modules'), join(appRoot, 'node_modules'))
  await build({
    configFile: false,
    root: projectRoot,
    logLevel: 'warn',
    publicDir: false,
    ssr: { target: 'node', noExternal: true },
    build: {
      ssr: join(fixtures, 'stand-in-core.ts'),
      outDir: join(appRoot, 'out', 'core'),
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        external: [...externalPackages],
        output: { format: 'es', entryFileNames: 'index.js' },
      },
    },
  })
  return { appRoot, remove: () => rmSync(appRoot, { recursive: true, force: true }) }
}
