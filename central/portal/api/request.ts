import { measureClock } from '../app/today.ts'
import { offline, type Problem, readProblem, serverFailed } from './problem.ts'

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem }

const patienceMs = 20_000

async function ask<T>(path: string, init: RequestInit): Promise<Answer<T>> {
  const patience = AbortSignal.timeout(patienceMs)
  const signal = init.signal ? AbortSignal.any([init.signal, patience]) : patience
  let response: Response
  try {
    response = await fetch(path, { ...init, signal, credentials: 'omit', cache: 'no-store' })
  } catch {
    return { ok: false, problem: offline }
  }
  measureClock(response.headers.get('date'))
  if (!response.ok) return { ok: false, problem: await readProblem(response) }
  try {
    return { ok: true, value: (await response.json()) as T }
  } catch {
    return { ok: false, problem: serverFailed }
  }
}

export const get = <T>(path: string, signal?: AbortSignal) => ask<T>(path, signal ? { signal } : {})

export const post = <T>(path: string, body: unknown, signal?: AbortSignal) =>
  ask<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  })
