import type { Browser, Page } from '@playwright/test'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

const origin = 'http://print.test'

const types: Record<string, string> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  woff2: 'font/woff2',
}

async function bundle(): Promise<Map<string, string | Uint8Array>> {
  const output = await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    plugins: [react(), tailwind()],
    build: { write: false, assetsInlineLimit: 0, minify: false },
  })
  const files = new Map<string, string | Uint8Array>()
  for (const one of Array.isArray(output) ? output : [output]) {
    if (!('output' in one)) continue
    for (const file of one.output) {
      files.set(`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source)
    }
  }
  return files
}

/** A page that draws what goes to paper, with nothing of an office behind it; `main.tsx` says how it is asked. */
export async function openPrintPage(browser: Browser): Promise<Page> {
  const files = await bundle()
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
  await page.route(`${origin}/**`, (route) => {
    const path = new URL(route.request().url()).pathname
    const body = files.get(path)
    if (body === undefined) return route.fulfill({ status: 404 })
    const contentType = types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
    return route.fulfill({ body: typeof body === 'string' ? body : Buffer.from(body), contentType })
  })
  await page.goto(`${origin}/index.html`)
  await page.waitForFunction(() => 'drawSchedule' in window)
  return page
}
