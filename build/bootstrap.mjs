// @ts-check
/**
 * The one door every npm script goes through: makes sure that the dependencies are there, then runs a TypeScript
 * file on the Node 24 that they bring. Plain JavaScript, because it must run on whatever Node the machine has.
 *
 *   node build/bootstrap.mjs <file.ts> [arguments…]
 *
 * Standard output belongs to the file that is run; everything said here goes to standard error.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { basename, delimiter, dirname, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const windows = process.platform === 'win32'
const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')
const stampFile = join(modules, '.pishkhan-install')
const nodeFile = join(modules, 'node', 'bin', windows ? 'node.exe' : 'node')
const oldestNode = 24

/** @param {string} line */
function say(line) {
  process.stderr.write(`${line}\n`)
}

/**
 * @param {string} line
 * @returns {never}
 */
function giveUp(line) {
  say(line)
  process.exit(1)
}

/**
 * Runs npm with its output on standard error.
 * @param {string[]} args
 * @returns {boolean} whether it succeeded
 */
function npm(...args) {
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = { cwd: root, stdio: ['ignore', 2, 2] }
  const npmCli = process.env.npm_execpath
  if (npmCli && basename(npmCli) === 'npm-cli.js') {
    // npm's own Node, which stays where it is while node_modules is replaced.
    return (
      spawnSync(process.env.npm_node_execpath ?? process.execPath, [npmCli, ...args], options).status === 0
    )
  }
  return spawnSync(windows ? 'npm.cmd' : 'npm', args, { ...options, shell: windows }).status === 0
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function lockedPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {}
}

/**
 * Whether node_modules already holds what package-lock.json asks for, as after an `npm install` by hand. npm writes
 * its own record at the end of an installation, so one that was cut off does not pass.
 */
function installedMatchesLock() {
  try {
    const installed = lockedPackages(join(modules, '.package-lock.json'))
    return Object.entries(lockedPackages(join(root, 'package-lock.json'))).every(
      ([path, wanted]) =>
        path === '' || installed[path]?.version === wanted.version || (wanted.optional && !installed[path]),
    )
  } catch {
    return false
  }
}

function ensureInstalled() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const wanted = `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}`
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return
  if (!installedMatchesLock()) {
    say(
      existsSync(modules)
        ? 'The dependencies have changed: installing…'
        : 'Installing the dependencies, once; this takes a minute…',
    )
    // Windows cannot remove a program that is running, so there what runs from node_modules only brings it up to date.
    const runsFromModules = windows && process.execPath.startsWith(modules + sep)
    const quiet = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
    if (!npm(...(runsFromModules ? ['install', '--no-save'] : ['ci']), ...quiet)) {
      giveUp('The dependencies could not be installed: see what npm says above.')
    }
  }
  writeFileSync(stampFile, wanted)
}

/** @returns {string} the Node that runs the project's TypeScript */
function findNode() {
  if (existsSync(nodeFile)) return nodeFile
  // npm was told not to run install scripts; the ones the project needs are named in package.json.
  npm('rebuild', '--ignore-scripts=false', '--loglevel=error')
  if (existsSync(nodeFile)) return nodeFile
  if (Number.parseInt(process.versions.node, 10) >= oldestNode) return process.execPath
  return giveUp(`Node ${oldestNode} could not be installed from npm; this Node is ${process.versions.node}.`)
}

/**
 * The environment in which `node` means the project's Node, also for the programs that the target starts. What Node has
 * compiled, types stripped, it keeps for the next start, which then takes half the time.
 */
function environment() {
  const env = { ...process.env }
  const path = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  env[path] = [dirname(node), join(modules, '.bin'), env[path] ?? ''].join(delimiter)
  env.NODE_COMPILE_CACHE ??= join(root, '.cache', 'node')
  return env
}

const [target, ...args] = process.argv.slice(2)
if (!target) giveUp('usage: node build/bootstrap.mjs <file.ts> [arguments…]')
ensureInstalled()
const node = findNode()
const file = resolve(root, target)
if (!existsSync(file)) giveUp(`${target} does not exist.`)
const child = spawn(node, [file, ...args], { stdio: 'inherit', env: environment() })
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])) {
  process.on(signal, () => {
    // A terminal sends Ctrl+C to every program in front of it, so the child has it already.
    if (signal === 'SIGINT' && process.stdin.isTTY) return
    child.kill(signal)
  })
}
child.on('error', (error) => giveUp(`${target} could not be started: ${error.message}`))
child.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + (signal ? constants.signals[signal] : 0)
})
