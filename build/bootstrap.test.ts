import { spawn } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { projectRoot } from './project.ts'

/**
 * The bootstrap in a small project of its own, in a folder with spaces and Persian letters, with an npm that writes down
 * how it is called and lays down what the lock asks for.
 */
let root = ''
const inRoot = (...path: string[]) => join(root, ...path)
const windows = process.platform === 'win32'
const nodeName = windows ? 'node.exe' : 'node'

const fakeNpm = `
const fs = require('node:fs')
const path = require('node:path')
const root = process.cwd()
fs.appendFileSync(path.join(root, 'npm-calls'), process.argv[2] + '\\n')
console.log('npm speaks on standard output')
if (fs.existsSync(path.join(root, 'npm-fails'))) process.exit(1)
if (process.argv[2] === 'ci') {
  fs.rmSync(path.join(root, 'node_modules'), { recursive: true, force: true })
  fs.mkdirSync(path.join(root, 'node_modules'))
  fs.copyFileSync(path.join(root, 'package-lock.json'), path.join(root, 'node_modules', '.package-lock.json'))
}
if (process.argv[2] === 'rebuild' || !fs.existsSync(path.join(root, 'scripts-off'))) {
  const bin = path.join(root, 'node_modules', 'node', 'bin')
  fs.mkdirSync(bin, { recursive: true })
  fs.symlinkSync(process.execPath, path.join(bin, '${nodeName}'))
}
`

const target = `
const [first, ...rest] = process.argv.slice(2)
process.on('SIGTERM', () => { process.stderr.write('drained\\n'); process.exit(0) })
process.stdout.write(JSON.stringify({ ready: true, argv: [first, ...rest], execPath: process.execPath, path: process.env.PATH ?? process.env.Path }) + '\\n')
if (first === 'exit') process.exit(Number(rest[0]))
if (first === 'wait') setInterval(() => {}, 1000)
`

function lock(version: string): void {
  const packages = {
    '': { name: 'project' },
    'node_modules/one': { version },
    'node_modules/other-platform': { version: '1.0.0', optional: true },
  }
  writeFileSync(inRoot('package-lock.json'), JSON.stringify({ packages }))
}

const npmCalls = () =>
  existsSync(inRoot('npm-calls')) ? readFileSync(inRoot('npm-calls'), 'utf8').trim().split('\n') : []

function start(...args: string[]) {
  const child = spawn(process.execPath, [inRoot('build', 'bootstrap.mjs'), ...args], {
    cwd: tmpdir(),
    env: { ...process.env, npm_execpath: inRoot('npm', 'npm-cli.js'), npm_node_execpath: process.execPath },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said.err += text
  })
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, ...said }))
  })
  return { child, ended }
}

const run = (...args: string[]) => start(...args).ended

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'پیشخوان با فاصله '))
  mkdirSync(inRoot('build'))
  copyFileSync(join(projectRoot, 'build', 'bootstrap.mjs'), inRoot('build', 'bootstrap.mjs'))
  writeFileSync(inRoot('package.json'), '{"type":"module"}')
  mkdirSync(inRoot('npm'))
  writeFileSync(inRoot('npm', 'package.json'), '{"type":"commonjs"}')
  writeFileSync(inRoot('npm', 'npm-cli.js'), fakeNpm)
  writeFileSync(inRoot('target.ts'), target)
  lock('1.0.0')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('installing', () => {
  it('runs npm ci once on a fresh clone, and keeps standard output clean', async () => {
    const first = await run('target.ts')
    expect(first.code).toBe(0)
    expect(JSON.parse(first.out)).toMatchObject({ ready: true })
    expect(first.err).toContain('Installing the dependencies, once')
    expect(first.err).toContain('npm speaks on standard output')
    const second = await run('target.ts')
    expect(second.err).toBe('')
    expect(npmCalls()).toEqual(['ci'])
  })

  it('runs npm ci again when the lock has changed', async () => {
    await run('target.ts')
    lock('2.0.0')
    expect((await run('target.ts')).err).toContain('The dependencies have changed')
    expect(npmCalls()).toEqual(['ci', 'ci'])
  })

  it('believes an installation by hand that matches the lock, but for the packages of other platforms', async () => {
    mkdirSync(inRoot('node_modules', 'node', 'bin'), { recursive: true })
    symlinkSync(process.execPath, inRoot('node_modules', 'node', 'bin', nodeName))
    const packages = { 'node_modules/one': { version: '1.0.0' } }
    writeFileSync(inRoot('node_modules', '.package-lock.json'), JSON.stringify({ packages }))
    expect((await run('target.ts')).code).toBe(0)
    expect(npmCalls()).toEqual([])
    lock('2.0.0')
    await run('target.ts')
    expect(npmCalls()).toEqual(['ci'])
  })

  it('starts nothing when npm fails, and tries again the next time', async () => {
    writeFileSync(inRoot('npm-fails'), '')
    const failed = await run('target.ts')
    expect(failed).toMatchObject({ code: 1, out: '' })
    expect(failed.err).toContain('could not be installed')
    rmSync(inRoot('npm-fails'))
    expect((await run('target.ts')).code).toBe(0)
    expect(npmCalls()).toEqual(['ci', 'ci'])
  })

  it('has install scripts run that npm was told to leave out', async () => {
    writeFileSync(inRoot('scripts-off'), '')
    expect((await run('target.ts')).code).toBe(0)
    expect(npmCalls()).toEqual(['ci', 'rebuild'])
  })
})

describe('running', () => {
  it('passes the arguments on and puts the installed Node first on the path', async () => {
    const { out } = await run('target.ts', 'two words', '--port', '0', 'پیشخوان', '"quoted"')
    const { argv, path } = JSON.parse(out) as { argv: string[]; path: string }
    expect(argv).toEqual(['two words', '--port', '0', 'پیشخوان', '"quoted"'])
    expect(path.startsWith(inRoot('node_modules', 'node', 'bin'))).toBe(true)
  })

  it('passes the exit code on', async () => {
    expect((await run('target.ts', 'exit', '7')).code).toBe(7)
  })

  it.skipIf(windows)('passes SIGTERM on and waits until the program has drained', async () => {
    const { child, ended } = start('target.ts', 'wait')
    await new Promise((resolve) => child.stdout.once('data', resolve))
    child.kill('SIGTERM')
    const { code, err } = await ended
    expect(code).toBe(0)
    expect(err).toContain('drained')
  })

  it('says what is wrong with the call', async () => {
    expect(await run()).toMatchObject({ code: 1, err: expect.stringContaining('usage') })
    const absent = await run('absent.ts')
    expect(absent).toMatchObject({ code: 1, err: expect.stringContaining('absent.ts does not exist') })
  })
})
