import { readdirSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vite'
import { outFolder, projectRoot } from './build/project.ts'

/** Vite puts an empty module in the place of Node's and only warns; the page would fail when it gets there. */
const refuseNode: Plugin = {
  name: 'refuse-node',
  enforce: 'pre',
  resolveId(source, importer) {
    if (isBuiltin(source)) this.error(`${importer} takes ${source} of Node into the page`)
  },
}

/**
 * The renderer, the same build for the desktop app (app://) and for a browser. Nothing is put into the page itself or
 * into data: addresses, because its content security policy allows neither inline scripts nor inline files.
 */
export default defineConfig(() => {
  const root = join(projectRoot, 'renderer')
  const pages = readdirSync(root).filter((name) => name.endsWith('.html'))
  return {
    root,
    base: '/',
    publicDir: join(root, 'public'),
    cacheDir: join(projectRoot, '.cache', 'vite'),
    plugins: [refuseNode, react(), tailwind()],
    build: {
      outDir: join(outFolder, 'renderer'),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      sourcemap: false,
      chunkSizeWarningLimit: 1500,
      rolldownOptions: { input: pages.map((page) => join(root, page)) },
    },
  }
})
