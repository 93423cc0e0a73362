import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CentralDevice } from '#tests/support/central-device.ts'
import { testInstant } from '#tests/support/postgres.ts'
import { startProgram } from '#tests/support/program.ts'

/** A folder with a space and Persian letters in its name, as people have them. */
let parent: string
let data: string
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'pishkhan admin '))
  data = join(parent, 'داده‌ها')
})
afterAll(() => rm(parent, { recursive: true, force: true }))

/** The program in a process of its own, as an operator starts it. */
async function admin(args: readonly string[], input = '') {
  const child = spawn(process.execPath, ['central/admin/main.ts', ...args, '--data', data], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const closed = once(child, 'close') as Promise<[number | null]>
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), closed])
  return { code, out, err }
}
const startCentral = () =>
  startProgram('central/main.ts', ['--port', '0', '--data', data, '--seed', 'demo', '--clock', testInstant])

test('beside a running central system: what the operator sets is served at once, and the system goes on', async () => {
  expect(await admin(['office', 'list'])).toMatchObject({ code: 1, out: '' })
  expect(existsSync(data)).toBe(false)

  const central = await startCentral()
  try {
    const listed = await admin(['office', 'list'])
    expect(listed).toMatchObject({ code: 0, err: '' })
    expect(listed.out).toMatch(
      /^CODE +NAME[^\n]*\n(?:[^\n]*\n)*72-104 +دفتر پیشخوان ۷۲-۱۰۴ +تهران +تهران +6 +15 +yes\n/,
    )

    const issued = await admin(['activation-code', 'issue', '--office', '۷۲-۱۰۴', '--json'])
    const { activationCode } = JSON.parse(issued.out)
    const device = await CentralDevice.activate(central.ready.central ?? '', activationCode)
    const { cursor } = await device.pull()

    const line = ['--office', '72-104', '--username', 'rezaei', '--display-name', 'زهرا رضایی']
    const added = await admin(
      ['user', 'add', ...line, '--roles', 'reception', '--password-stdin'],
      'گذرواژهٔ من\n',
    )
    expect(added).toMatchObject({ code: 0, out: 'rezaei can sign in at office 72-104.\n' })
    expect((await device.pull(cursor)).changes).toMatchObject([
      { entity: 'user', data: { username: 'rezaei', roles: ['reception'], active: true } },
    ])

    const twice = await admin(
      ['user', 'add', ...line, '--roles', 'reception', '--password-stdin', '--json'],
      'گذرواژهٔ من\n',
    )
    expect(twice).toMatchObject({ code: 1, out: '' })
    expect(JSON.parse(twice.err).error.code).toBe('already_exists')
    expect(await admin(['user', 'add', ...line, '--roles', 'king'])).toMatchObject({ code: 2 })
    expect((await fetch(`${central.ready.central}/readyz`)).status).toBe(200)
  } finally {
    expect(await central.stop()).toBe(0)
  }

  // Nobody runs there now: its server is started for the length of a command.
  const { out } = await admin(['action', 'list', '--json'])
  expect(JSON.parse(out)).toMatchObject([
    { action: 'user add', operator: userInfo().username },
    { action: 'activation-code issue', target: '72-104' },
  ])
  expect(existsSync(join(data, 'postgres', 'postmaster.pid'))).toBe(false)
}, 180_000)

test('after the central system was killed the folder is cleared up and used', async () => {
  const central = await startCentral()
  await central.kill()
  const file = join(parent, 'stages.csv')
  await writeFile(file, 'tracking_code,stage\n0000000000,ready\n')
  const answer = await admin(['issuance', 'import', file])
  expect(answer).toMatchObject({ code: 1, out: '' })
  expect(answer.err).toContain('"code":"registration_unknown"')
  expect(existsSync(join(data, 'postgres', 'postmaster.pid'))).toBe(false)
}, 180_000)
