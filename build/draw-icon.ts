import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { chromiumLaunchOptions } from '#tests/support/chromium.ts'
import { projectRoot } from './project.ts'

/**
 * Draws `build/resources/icon.png` from `icon.svg`. Run it when the drawing has changed; electron-builder makes the icons of
 * each system of it.
 */
const folder = join(projectRoot, 'build', 'resources')
const drawing = readFileSync(join(folder, 'icon.svg'), 'utf8')
const browser = await chromium.launch(chromiumLaunchOptions())
try {
  const page = await browser.newPage({ viewport: { width: 1024, height: 1024 } })
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${drawing}`)
  writeFileSync(join(folder, 'icon.png'), await page.screenshot({ omitBackground: true }))
} finally {
  await browser.close()
}
