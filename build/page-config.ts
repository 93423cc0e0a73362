import { readdirSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import babel from '@rolldown/plugin-babel'
import tailwind from '@tailwindcss/vite'
import react, { reactCompilerPreset } from '@vitejs/plugin-react'
import type { Plugin, UserConfig } from 'vite'
import { cacheFolder, outFolder, projectRoot } from './project.ts'

/** Vite puts an empty module in the place of Node's and only warns; the page would fail when it gets there. */
const refuseNode: Plugin = {
  name: 'refuse-node',
  enforce: 'pre',
  resolveId(source, importer) {
    if (isBuiltin(source)) this.error(`${importer} takes ${source} of Node into the page`)
  },
}

/** Only what has components: Babel is slow, and the portal's and the rules' code gains nothing (decision 0135). */
const compiler = babel({ include: /\/renderer\/.*\.tsx$/, presets: [reactCompilerPreset()] })

/**
 * How a bundle for a browser is made. Nothing is put into the page itself or into data: addresses, because the content
 * security policies allow neither inline scripts nor inline files.
 *
 * @param folder from the project's folder; each of its html files is a page
 * @param name of the folder in `out/`
 */
export function pageConfig(folder: string, name: string): UserConfig {
  const root = join(projectRoot, folder)
  const pages = readdirSync(root).filter((file) => file.endsWith('.html'))
  return {
    root,
    base: '/',
    publicDir: join(root, 'public'),
    cacheDir: join(cacheFolder, 'vite'),
    plugins: [refuseNode, react(), compiler, tailwind()],
    build: {
      outDir: join(outFolder, name),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      sourcemap: false,
      chunkSizeWarningLimit: 1500,
      // That Babel takes most of the time is known.
      rolldownOptions: { input: pages.map((page) => join(root, page)), checks: { bundlerTimings: false } },
    },
  }
}
