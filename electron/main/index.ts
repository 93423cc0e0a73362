import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { app, protocol } from 'electron'
import { APP_ORIGIN } from '#shared/contract/channels.ts'
import { appScheme } from './app-protocol.ts'
import { denyByDefault } from './guards.ts'
import { readOptions } from './options.ts'
import { isPassphrasePage } from './passphrase/questions.ts'
import { runShell } from './shell.ts'
import { refusedSwitch } from './switches.ts'

const refused = app.isPackaged ? refusedSwitch(process.argv) : null
if (refused !== null) {
  process.stderr.write(`Pishkhan does not start with ${refused}.\n`)
  app.exit(1)
}

// The order matters: scheme, sandbox and the place of the data must be settled before the app is ready, and the lock
// that keeps a second instance out is taken in that place.
protocol.registerSchemesAsPrivileged([appScheme])
app.enableSandbox()
// Windows shows notifications only of an application that it knows by the id of the package (electron-builder.yml).
if (process.platform === 'win32') app.setAppUserModelId('ir.pishkhan.desktop')
denyByDefault(app, (url) => url === `${APP_ORIGIN}/` || isPassphrasePage(url))

const options = readOptions(process.argv)
if (options.dataDir !== undefined) {
  const dataDir = resolve(options.dataDir)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  app.setPath('userData', dataDir)
}

if (refused === null && app.requestSingleInstanceLock()) void runShell(options)
else app.quit()
