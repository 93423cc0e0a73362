import { vi } from 'vitest'

/** What the double was asked: method, path with its query, and the body. */
export type Asked = { method: string; path: string; body: unknown }

type Reply = { status?: number; body: unknown; headers?: Record<string, string> } | 'offline'

/**
 * A double of the central system's citizen endpoints, in the place of `fetch`. Each path answers what it was given last;
 * a path that was given nothing is an error of the test.
 */
export function citizenApiDouble(date = '2026-11-22T06:52:00.000Z') {
  const replies = new Map<string, Reply>()
  const asked: Asked[] = []
  vi.stubGlobal('fetch', async (input: string, init: RequestInit = {}): Promise<Response> => {
    const method = init.method ?? 'GET'
    asked.push({ method, path: input, body: init.body ? JSON.parse(String(init.body)) : null })
    const reply = replies.get(`${method} ${input.split('?')[0]}`)
    if (reply === undefined) throw new Error(`the double was not told what ${method} ${input} answers`)
    if (reply === 'offline') throw new TypeError('Failed to fetch')
    return new Response(JSON.stringify(reply.body), {
      status: reply.status ?? 200,
      headers: { 'content-type': 'application/json', date: new Date(date).toUTCString(), ...reply.headers },
    })
  })
  return {
    asked,
    on(call: `${'GET' | 'POST'} ${string}`, reply: Reply) {
      replies.set(call, reply)
    },
  }
}
