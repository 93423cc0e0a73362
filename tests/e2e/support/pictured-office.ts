import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { outFolder } from '#build/project.ts'
import { type HttpHost, startHttpHost } from '#core/http/host.ts'
import { type CoreOptions, startCore } from '#core/start-core.ts'
import { type Clock, clockFrom } from '#shared/clock.ts'
import type { DayRow } from '#shared/contract/office.ts'
import { hasValidDetail } from '#shared/domain/documents.ts'
import { instantOf } from '#shared/domain/tehran-time.ts'
import { createLine } from '#tests/support/line.ts'
import { startTestCentral } from '#tests/support/postgres.ts'
import { httpDesk, type OfficeClient } from '#tests/support/test-core.ts'
import { storyDay } from './central-side.ts'
import { password, people } from './counter.ts'

/** A Saturday of which everything is known, and the Sunday that the pictures are of. */
const yesterday = '2026-11-21'
/** The hour of the pictures. */
const pictureTime = '10:22'

const minute = 60_000

/** An office in which a morning was worked, at an hour that stands still, so that every picture of it is the same. */
export type PicturedOffice = {
  url: string
  /** New installations: not activated yet, and before the first who signs in. */
  newOnes: { bareUrl: string; namedUrl: string }
  centralUrl: string
  /** Today's, in the order of the list. */
  rows(): Promise<DayRow[]>
  /** Whatever was done is at the central system. */
  settled(): Promise<void>
  /** The network fails, and the office has noticed; or is there again. */
  cutLine(): Promise<void>
  mendLine(): Promise<void>
  end(): Promise<void>
}

export async function startPicturedOffice(): Promise<PicturedOffice> {
  let now = Date.parse(instantOf(yesterday, '07:45'))
  const clock = { now: () => new Date(now) }
  const central = await startTestCentral({ seed: 'demo', clock })
  const line = await createLine(central.url)
  const dataDir = mkdtempSync(join(tmpdir(), 'pishkhan pictured '))
  const databaseKey = randomBytes(32)
  const start = (more: Pick<CoreOptions, 'activationCode'> = {}) =>
    startOffice({ dataDir, databaseKey, centralUrl: line.url, clock, ...more })
  const first = await start({ activationCode: central.demo?.activationCode ?? '' })
  const { device } = httpDesk(first.host).client
  await expect.poll(async () => (await device.status()).firstFetch, { timeout: 60_000 }).toBeNull()
  await first.end()
  const newOnes = await startNewOnes(clock)

  // An office that has heard the time in this run notices when its clock is set: this one starts without a line.
  line.cut()
  const worked = await start()
  for (const [date, until] of [
    [yesterday, '14:00'],
    [storyDay, pictureTime],
  ] as const) {
    now = Date.parse(instantOf(date, '07:45'))
    const desks = await signInAll(worked.host)
    for (const { at, act } of await agendaOf(desks, date, until)) {
      now = at
      await act()
    }
    if (date === yesterday) {
      now = Date.parse(instantOf(date, '15:30'))
      await desks.supervisor.day.close({ date })
    }
  }
  now = Date.parse(instantOf(storyDay, pictureTime))
  const { supervisor } = await signInAll(worked.host)
  const { sync, escrow } = supervisor
  await escrow.confirm({ madeAt: (await escrow.make()).madeAt })
  // Somebody has cancelled in the meantime, and the office takes them for missing: there is something to settle.
  const missing = (await supervisor.day.list({ date: storyDay })).rows.find(({ state }) => state === 'booked')
  const cancelled = await fetch(`${central.url}/demo/appointments/${missing?.id}/cancel`, { method: 'POST' })
  expect(cancelled.ok).toBe(true)
  await supervisor.visit.markNoShow({ appointmentId: missing?.id ?? '' })
  line.mend()
  await sent(sync)
  await worked.end()

  const { host, end } = await start()
  const { supervisor: lastDesk } = await signInAll(host)
  return {
    url: host.url,
    newOnes,
    centralUrl: central.url,
    rows: async () => (await lastDesk.day.list({ date: storyDay })).rows,
    settled: () => sent(lastDesk.sync),
    async cutLine() {
      line.cut()
      await lastDesk.sync.now().catch(() => undefined)
    },
    async mendLine() {
      line.mend()
      await lastDesk.sync.now()
    },
    async end() {
      await end()
      await newOnes.end()
      await line.close()
      await central.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/**
 * Two new installations: one that nobody has activated, and one before the first has signed in, of an office whose people
 * are no demonstration. That one is the first device of a central system of its own.
 */
async function startNewOnes(clock: Clock) {
  const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'pishkhan new ')))
  const [bareFolder = '', namedFolder = ''] = folders
  const bare = await startOffice({ dataDir: bareFolder, databaseKey: randomBytes(32), clock })
  // It hears the time here, and would notice when its clock is set.
  const own = clockFrom(clock.now().toISOString())
  const central = await startTestCentral({ seed: 'demo', clock: own })
  await central.pool.query('UPDATE offices SET demonstration_password = NULL')
  const named = await startOffice({
    dataDir: namedFolder,
    databaseKey: randomBytes(32),
    centralUrl: central.url,
    activationCode: central.demo?.activationCode ?? '',
    clock: own,
  })
  const { device } = httpDesk(named.host).client
  await expect.poll(async () => (await device.status()).firstSupervisors, { timeout: 60_000 }).toHaveLength(1)
  return {
    bareUrl: bare.host.url,
    namedUrl: named.host.url,
    async end() {
      await bare.end()
      await named.end()
      await central.close()
      for (const folder of folders) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The core and its web host, in this process. */
async function startOffice(options: Omit<CoreOptions, 'appVersion' | 'log'>) {
  const core = await startCore({ ...options, appVersion: '0.1.0', log: () => {} })
  const host = await startHttpHost({ core, port: 0, rendererDir: join(outFolder, 'renderer') })
  return {
    host,
    async end() {
      await host.close()
      await core.close()
    },
  }
}

const sent = ({ now, status }: OfficeClient['sync']) =>
  expect.poll(async () => (await now().catch(() => status())).queued, { timeout: 60_000 }).toBe(0)

type Desks = Record<keyof typeof people, OfficeClient>

async function signInAll(host: HttpHost): Promise<Desks> {
  const desk = async (username: string) => {
    const { client } = httpDesk(host)
    await client.session.signIn({ username, password })
    return client
  }
  return {
    reception: await desk(people.reception),
    documents: await desk(people.documents),
    supervisor: await desk(people.supervisor),
  }
}

type Agenda = { at: number; act: () => Promise<unknown> }[]

/** What happens on a day until an hour, by the minute: who comes, is looked at and goes, and the last two calls. */
async function agendaOf(desks: Desks, date: string, until: string): Promise<Agenda> {
  const { reception, documents, supervisor } = desks
  const end = Date.parse(instantOf(date, until))
  const agenda: Agenda = []
  for (const [index, { id, slot }] of (await supervisor.day.list({ date })).rows.entries()) {
    // One in nine does not come; the others come a little early or late.
    if (index % 9 === 8) continue
    const come = Date.parse(instantOf(date, slot)) + ((index % 6) - 4) * minute
    const begun = come + (6 + (index % 7)) * minute
    const ended = begun + (3 + (index % 4)) * minute
    agenda.push({ at: come, act: () => reception.visit.checkIn({ appointmentId: id, reason: null }) })
    // The newest ones wait.
    if (date === storyDay && slot >= '10:00') continue
    agenda.push({ at: begun, act: () => decideAll(documents, id) })
    agenda.push({ at: ended, act: () => conclude(documents, id) })
  }
  if (date === storyDay) {
    agenda.push({ at: end - 3 * minute, act: () => documents.queue.callNext({ desk: 2 }) })
    agenda.push({ at: end - minute, act: () => supervisor.queue.callNext({ desk: 1 }) })
  }
  const known = date === storyDay ? agenda.filter(({ at }) => at <= end) : agenda
  return known.sort((one, other) => one.at - other.at)
}

/** Whatever the applicant has told is accepted; what is missing is refused for its first reason. */
async function decideAll(client: OfficeClient, appointmentId: string): Promise<void> {
  const { appointment, items } = await client.visit.get({ appointmentId })
  for (const { key, field, failReasons } of items) {
    const has = field === null || hasValidDetail(appointment.applicant, field)
    await client.documents.decide({
      appointmentId,
      item: key,
      verdict: has ? 'accepted' : 'failed',
      reasonCode: has ? null : (failReasons[0]?.code ?? null),
    })
  }
}

async function conclude(client: OfficeClient, appointmentId: string): Promise<void> {
  const { appointment } = await client.documents.conclude({ appointmentId })
  if (appointment.state === 'documents_complete') await client.visit.serve({ appointmentId })
}
