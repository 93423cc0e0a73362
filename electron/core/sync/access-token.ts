import { z } from 'zod'
import type { DeviceIdentity } from '#db/store.ts'
import type { ClockOffset } from './clock-offset.ts'
import { signAssertion } from './device-key.ts'
import { readJson, refuseFailure } from './read-answer.ts'

const answerSchema = z.object({
  access_token: z.string().min(1),
  token_type: z.literal('Bearer'),
  expires_in: z.int().positive(),
})

/** Renewed this long before its end, ms. */
const marginMs = 30_000
/** Clocks that differ by more may be why an assertion was refused, ms. */
const suspiciousMs = 30_000

export type AccessToken = {
  /** A token that should still be good; a new one when there is none. Throws `CentralFailure`. */
  get(): Promise<string>
  /** The central system did not take this one: the next `get` asks for another. */
  discard(token: string): void
}

export function createAccessToken(parts: {
  device: DeviceIdentity
  /** Posts JSON without a token. */
  post: (path: string, body: unknown) => Promise<Response>
  offset: ClockOffset
}): AccessToken {
  const { device, post, offset } = parts
  const tokenUrl = `${new URL(device.centralUrl).origin}/v1/token`
  let held: { token: string; until: number } | null = null
  let asking: Promise<string> | null = null

  const ask = async (now: Date): Promise<Response> =>
    post('/v1/token', {
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await signAssertion(device, tokenUrl, now),
    })

  const renew = async (): Promise<string> => {
    const now = offset.now()
    let response = await ask(now)
    if (response.status === 401) {
      // A clock that is wrong looks like a wrong key: ask once more by the server's own time.
      const date = new Date(response.headers.get('date') ?? Number.NaN)
      if (Math.abs(date.getTime() - now.getTime()) > suspiciousMs) {
        await response.body?.cancel()
        response = await ask(date)
      }
    }
    await refuseFailure(response)
    const answer = await readJson(response, answerSchema)
    held = { token: answer.access_token, until: performance.now() + answer.expires_in * 1000 - marginMs }
    return answer.access_token
  }

  return {
    get() {
      if (held && performance.now() < held.until) return Promise.resolve(held.token)
      asking ??= renew().finally(() => {
        asking = null
      })
      return asking
    },
    discard(token) {
      if (held?.token === token) held = null
    },
  }
}
