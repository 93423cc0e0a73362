import { randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Clock } from '#shared/clock.ts'
import { CentralDevice } from '#tests/support/central-device.ts'
import { startTestCentral, type TestCentral, testInstant } from '#tests/support/postgres.ts'
import { issueActivationCode } from './activation.ts'

const start = Date.parse(testInstant)
let now = start
const clock: Clock = { now: () => new Date(now) }
let central: TestCentral
beforeAll(async () => {
  central = await startTestCentral({ seed: 'demo', clock })
})
afterAll(() => central.close())
afterEach(() => {
  now = start
})

const newCode = () => issueActivationCode(central.running.database.db, clock, central.demo?.officeId ?? '')
const newDevice = async () => CentralDevice.activate(central.url, await newCode())
const seconds = () => Math.floor(now / 1000)
async function keyPair() {
  const pair = await generateKeyPair('Ed25519')
  return { ...pair, x: (await exportJWK(pair.publicKey)).x ?? '' }
}
const activate = (activationCode: string, x: string, more: object = {}) =>
  fetch(`${central.url}/v1/devices/activate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      activationCode,
      publicKey: { kty: 'OKP', crv: 'Ed25519', x },
      deviceName: 'باجه',
      ...more,
    }),
  })

describe('activation', () => {
  test('a code activates one device', async () => {
    const code = await newCode()
    const answer = await activate(code, (await keyPair()).x)
    expect(await answer.json()).toEqual({
      deviceId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      officeId: central.demo?.officeId,
      officeName: 'دفتر پیشخوان ۷۲-۱۰۴',
    })
    const second = await activate(code, (await keyPair()).x)
    expect(second.status).toBe(403)
    expect(await second.json()).toMatchObject({ code: 'ACTIVATION_CODE_INVALID' })
  })

  test('the same device may ask again when the answer was lost', async () => {
    const [code, { x }] = [await newCode(), await keyPair()]
    const first = await (await activate(code, x)).json()
    expect(await (await activate(code, x)).json()).toEqual(first)
  })

  test('ten devices with one code at once: one gets in', async () => {
    const code = await newCode()
    const keys = await Promise.all(Array.from({ length: 10 }, keyPair))
    const answers = await Promise.all(keys.map(({ x }) => activate(code, x)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(403)])
  })

  test('a code is typed in any case, with Persian digits, without its hyphens', async () => {
    const code = await newCode()
    const typed = code
      .toLowerCase()
      .replaceAll('-', ' ')
      .replace(/[0-9]/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)))
    expect((await activate(typed, (await keyPair()).x)).status).toBe(200)
  })

  test('a code ends after its time', async () => {
    const code = await newCode()
    now = start + 31 * 86_400_000
    expect((await activate(code, (await keyPair()).x)).status).toBe(403)
  })

  test('the database holds no code', async () => {
    const code = await newCode()
    const { rows } = await central.pool.query<{ text: string }>(
      'SELECT c::text AS text FROM activation_codes c',
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.some(({ text }) => text.includes(code) || text.includes(code.replaceAll('-', '')))).toBe(
      false,
    )
  })

  test.each([
    ['too short', 'AAAA'],
    ['not base64url', '!'.repeat(43)],
    ['33 bytes', Buffer.alloc(33).toString('base64url')],
  ])('a key that is none (%s) is refused before the code is spent', async (_what, x) => {
    const code = await newCode()
    expect((await activate(code, x)).status).toBe(400)
    expect((await activate(code, (await keyPair()).x)).status).toBe(200)
  })
})

describe('token', () => {
  test('an assertion buys a token, in JSON and as a form', async () => {
    const device = await newDevice()
    const answer = await device.requestToken(await device.assertion(seconds()))
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.json()).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 900,
    })
    const form = await fetch(`${central.url}/v1/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await device.assertion(seconds(), { aud: central.url }),
      }),
    })
    expect(form.status).toBe(200)
  })

  test('an assertion works once, also in two requests at the same time', async () => {
    const device = await newDevice()
    const assertion = await device.assertion(seconds())
    const answers = await Promise.all([device.requestToken(assertion), device.requestToken(assertion)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
    expect((await device.requestToken(assertion)).status).toBe(401)
    now += 120_000
    expect((await device.requestToken(assertion)).status).toBe(401)
  })

  test('a clock that differs by less than a minute is forgiven', async () => {
    const device = await newDevice()
    expect((await device.requestToken(await device.assertion(seconds() - 115))).status).toBe(200)
    expect((await device.requestToken(await device.assertion(seconds() + 55))).status).toBe(200)
  })

  test.each<[string, (device: CentralDevice) => Promise<string>]>([
    ['that has ended', (device) => device.assertion(seconds() - 600)],
    ['that is good for too long', (device) => device.assertion(seconds(), { exp: seconds() + 900 })],
    [
      'for another server',
      (device) => device.assertion(seconds(), { aud: 'https://elsewhere.example/v1/token' }),
    ],
    [
      'by another issuer',
      (device) => device.assertion(seconds(), { iss: '018f0000-0000-7000-8000-000000000001' }),
    ],
    [
      'signed with another key',
      async (device) => device.assertion(seconds(), { key: (await keyPair()).privateKey }),
    ],
    [
      'signed with nothing',
      async (device) => {
        const [, payload] = (await device.assertion(seconds())).split('.')
        return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
      },
    ],
    [
      'signed with the public key as a secret',
      async (device) => {
        const { rows } = await central.pool.query<{ public_key: string }>(
          'SELECT public_key FROM devices WHERE id = $1',
          [device.deviceId],
        )
        return new SignJWT({ jti: 'x' })
          .setProtectedHeader({ alg: 'HS256' })
          .setIssuer(device.deviceId)
          .setSubject(device.deviceId)
          .setAudience(central.url)
          .setExpirationTime(seconds() + 60)
          .sign(Buffer.from(rows[0]?.public_key ?? '', 'base64url'))
      },
    ],
    ['that is no JWT', async () => 'x.y.z'],
  ])('an assertion %s is refused', async (_what, assertionOf) => {
    const device = await newDevice()
    const answer = await device.requestToken(await assertionOf(device))
    expect(answer.status).toBe(401)
    expect(await answer.json()).toEqual({
      type: 'urn:pishkhan:problem:invalid-client',
      title: 'The client assertion is not valid.',
      status: 401,
      code: 'INVALID_CLIENT',
    })
  })

  test('a revoked device gets none', async () => {
    const device = await newDevice()
    await central.pool.query('UPDATE devices SET revoked_at = now() WHERE id = $1', [device.deviceId])
    expect((await device.requestToken(await device.assertion(seconds()))).status).toBe(401)
  })

  test('a token of ours opens the office, changed or ended ones do not', async () => {
    const device = await newDevice()
    const token = await device.token()
    const get = (authorization: string) =>
      fetch(`${central.url}/v1/office/changes?limit=1`, { headers: { authorization } })
    expect((await get(`Bearer ${token}`)).status).toBe(200)
    const [header, payload, signature] = token.split('.')
    const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()) as object
    const forged = Buffer.from(JSON.stringify({ ...claims, office: '018f0000-0000-7000-8000-000000000001' }))
    const wrong = [
      '',
      token,
      `Basic ${token}`,
      `Bearer ${token.slice(0, -4)}AAAA`,
      `Bearer ${header}.${forged.toString('base64url')}.${signature}`,
      `Bearer ${randomBytes(40).toString('hex')}`,
      `Bearer ${await device.assertion(seconds())}`,
    ]
    for (const authorization of wrong) {
      const answer = await get(authorization)
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    }
    now += 901_000
    expect((await get(`Bearer ${token}`)).status).toBe(401)
  })
})

test('who guesses has to wait, whatever the guess', async () => {
  const own = await startTestCentral({ seed: 'demo', clock })
  try {
    const { x } = await keyPair()
    const guess = (activationCode: string) =>
      fetch(`${own.url}/v1/devices/activate`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          activationCode,
          publicKey: { kty: 'OKP', crv: 'Ed25519', x },
          deviceName: 'x',
        }),
      })
    for (let i = 0; i < 30; i += 1) expect((await guess(`GUESS-${i}-000`)).status).toBe(403)
    const answer = await guess(own.demo?.activationCode ?? '')
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await answer.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS' })
  } finally {
    await own.close()
  }
})
