import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { becomeReady, quitFromOutside } from './app.ts'
import { serveControl } from './control.ts'
import { settings } from './settings.ts'

// Stands for the Electron binary: runs the application's main module with the double in the place of 'electron', and makes the
// app ready when that module has run.

const { appRoot } = settings()
const { main } = JSON.parse(readFileSync(join(appRoot, 'package.json'), 'utf8')) as { main: string }

Object.defineProperties(process, {
  type: { value: 'browser' },
  resourcesPath: { value: join(appRoot, 'resources') },
})
process.argv = [process.execPath, appRoot, ...process.argv.slice(2)]

const double = new URL('./electron.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url: double, shortCircuit: true }
      : next(specifier, context),
})

process.on('SIGTERM', quitFromOutside)
process.on('SIGINT', quitFromOutside)
serveControl()
await import(pathToFileURL(join(appRoot, main)).href)
becomeReady()
