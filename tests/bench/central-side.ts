import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '#central/db/embedded.ts'
import { usualDay } from '#central/demo/day.ts'
import { activateDevice } from '#core/sync/activate.ts'
import { createCentralClient } from '#core/sync/central-client.ts'
import { createClockOffset } from '#core/sync/clock-offset.ts'
import { noFaults } from '#core/sync/faults.ts'
import { countFetched } from '#core/sync/first-fetch.ts'
import { createPageNews } from '#core/sync/page-news.ts'
import type { PullParts } from '#core/sync/pull.ts'
import { type Program, startProgram } from '#tests/support/program.ts'
import type { BenchOffice } from './office-store.ts'

/** 10:22 of Tehran on the day that everything is booked for. */
export const benchNow = '2026-11-22T06:52:00.000Z'
export const benchDay = '2026-11-22'

/** The central system and a floor beside it, each a program of its own, on one durable PostgreSQL. */
export type BenchCentral = {
  url: string
  /** `floors/bare-central.ts` on a database of its own. */
  bareUrl: string
  /** Books until the day has `count` appointments. */
  book(count: number): Promise<void>
  newActivationCode(): Promise<string>
  stop(): Promise<void>
}

export async function startBenchCentral(folder: string): Promise<BenchCentral> {
  const postgres = await startEmbedded({ dataDir: join(folder, 'central') })
  const programs: Program[] = []
  const stop = async () => {
    for (const program of programs) await program.stop()
    await postgres.stop()
  }
  try {
    const admin = new pg.Client({ connectionString: postgres.adminUrl })
    await admin.connect()
    await admin.query('create database bare')
    await admin.end()
    const bareDatabase = new URL(postgres.adminUrl)
    bareDatabase.pathname = '/bare'
    const seeded = ['--database-url', postgres.databaseUrl, '--seed', 'demo', '--clock', benchNow]
    programs.push(await startProgram('central/main.ts', seeded))
    programs.push(
      await startProgram('tests/bench/floors/bare-central.ts', ['--database-url', bareDatabase.href]),
    )
  } catch (error) {
    await stop()
    throw error
  }
  const [url = '', bareUrl = ''] = programs.map(({ ready }) => ready.central ?? '')
  const control = async (path: string, body: unknown): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path} answered ${response.status}`)
    return response.json()
  }
  let booked = usualDay
  return {
    url,
    bareUrl,
    async book(count) {
      if (count > booked) await control('/demo/appointments', { date: benchDay, count: count - booked })
      booked = Math.max(booked, count)
    },
    async newActivationCode() {
      return ((await control('/demo/activation-codes', {})) as { activationCode: string }).activationCode
    },
    stop,
  }
}

/** Makes the office known to the central system, and gives what `pullAll` and `pushAll` work with. */
export async function connect(office: BenchOffice, central: BenchCentral): Promise<PullParts> {
  const { store, clock, live } = office.context
  const { signal } = new AbortController()
  const device = await activateDevice(
    store,
    { fetch, clock, signal },
    central.url,
    await central.newActivationCode(),
  )
  const offset = createClockOffset(store, clock)
  const client = createCentralClient(device, { fetch, clock, offset, faults: noFaults, signal })
  const news = createPageNews(store, live.publish)
  return { store, offset, client, faults: noFaults, news, fetched: countFetched(), signal }
}
