import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { demoOffice } from '#central/demo/office.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { OfficeEvent } from '#shared/domain/event.ts'
import { isViewing } from '#shared/domain/event.ts'
import type { RegistrationDetails } from '#shared/domain/registration.ts'
import type { RequestKind, RequirementItem } from '#shared/domain/requirement.ts'
import type { OfficeRules } from '#shared/domain/rules.ts'
import { type Program, startProgram } from '#tests/support/program.ts'

/** 10:22 of Tehran on Sunday, 1 Azar 1405: the hour at which every story here begins. */
export const storyTime = '2026-11-22T06:52:00.000Z'
export const storyDay = '2026-11-22'

const plainTrackingCode = '7731600001'
/** A tracking code with the check digit of a national code. */
export const ambiguousTrackingCode = '7731600009'

/** Applied or refused, as the central system's own database holds it. */
export type StoredEvent = { event: OfficeEvent; status: 'applied' | 'rejected'; code: string | null }

/** Somebody registered, with the details of the civil registry. */
export type Citizen = { details: RegistrationDetails; trackingCode: string }

/** The central system of one story: a process of its own on a database of its own, and a look into that database. */
export type CentralSide = {
  url: string
  databaseUrl: string
  /** Another device of the demonstration office may be activated with it. */
  newActivationCode(): Promise<string>
  /** Down as if its building had lost its line; what it has stored stays. */
  stop(): Promise<void>
  /** Up again, at the same address; at another hour where one is given. */
  start(clock?: string): Promise<void>
  addAppointments(date: string, count: number): Promise<string[]>
  cancel(appointmentId: string): Promise<void>
  /**
   * Registers the next person of the demonstration's registry who may, through the citizen's endpoint. The code that it
   * drew is replaced by `trackingCode`: one drawn in eleven could be a national code too, which a story must know.
   */
  register(kind: RequestKind, trackingCode?: string): Promise<Citizen>
  /** The stage of the registration, as its database holds it. */
  stageOf(citizen: Citizen): Promise<string | undefined>
  /** Every event that the offices' devices have sent, in the order of device and sequence. */
  log(): Promise<StoredEvent[]>
  /** Those of them that change something. */
  events(): Promise<StoredEvent[]>
  /** Titles on the screen by the key of the item. */
  requirementTitles(kind: RequestKind): Promise<Map<string, string>>
  /** The first reason for which an item of a first issue may fail. */
  failReason(item: string): Promise<{ code: string; title: string }>
  appointment(id: string): Promise<Appointment>
  appointmentsOn(date: string): Promise<Appointment[]>
  /** The appointment that counts now for a person. */
  appointmentOf(nationalCode: string): Promise<Appointment>
  /** Somebody of the office, as the central system has them; undefined for nobody. */
  user(username: string): Promise<object | undefined>
  /** An operator sets limits of the office on the command line: `--least-app-version 9.0.0`. */
  setLimits(...options: string[]): Promise<void>
  /** An operator puts somebody out of service, on the command line. */
  disableUser(username: string): Promise<void>
  end(): Promise<void>
}

/** @param databaseUrl an empty database of a running PostgreSQL */
export async function startCentralSide(databaseUrl: string): Promise<CentralSide> {
  const folder = mkdtempSync(join(tmpdir(), 'pishkhan central '))
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  pool.on('error', () => undefined)
  let port = 0
  const launch = (clock = storyTime) =>
    startProgram('central/main.ts', [
      '--port',
      String(port),
      '--database-url',
      databaseUrl,
      '--seed',
      'demo',
      '--clock',
      clock,
    ])
  let program: Program = await launch()
  const url = program.ready.central
  if (!url) throw new Error('the central system did not say where it is')
  port = Number(new URL(url).port)

  const control = async (path: string, body: unknown): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    return response.json()
  }

  const admin = async (noun: string, verb: string, ...options: string[]): Promise<void> => {
    const office = ['--database-url', databaseUrl, '--office', demoOffice.code]
    await promisify(execFile)(process.execPath, ['central/admin/main.ts', noun, verb, ...office, ...options])
  }

  const requirements = async (kind: RequestKind): Promise<RequirementItem[]> => {
    const { rows } = await pool.query<{ rules: OfficeRules }>('SELECT rules FROM offices WHERE id = $1', [
      demoOffice.id,
    ])
    return rows[0]?.rules.requirementSets.find((set) => set.requestKind === kind)?.items ?? []
  }

  const log = async (): Promise<StoredEvent[]> => {
    const { rows } = await pool.query<{
      body: OfficeEvent
      status: 'applied' | 'rejected'
      code: string | null
    }>(
      `SELECT body, status, code FROM office_events
        WHERE device_id <> '00000000-0000-0000-0000-000000000000' ORDER BY device_id, device_seq`,
    )
    return rows.map(({ body, status, code }) => ({ event: body, status, code }))
  }
  return {
    url,
    databaseUrl,
    async newActivationCode() {
      const { activationCode } = (await control('/demo/activation-codes', {})) as { activationCode: string }
      return activationCode
    },
    async stop() {
      const code = await program.stop()
      if (code !== 0) throw new Error(`the central system exited with ${code}\n${program.log()}`)
    },
    async start(clock) {
      program = await launch(clock)
    },
    async addAppointments(date, count) {
      const answer = (await control('/demo/appointments', { date, count })) as { ids: string[] }
      return answer.ids
    },
    async cancel(appointmentId) {
      await control(`/demo/appointments/${appointmentId}/cancel`, {})
    },
    async register(kind, trackingCode = plainTrackingCode) {
      const answer = await fetch(`${url}/demo/people`)
      const { people } = (await answer.json()) as {
        people: { form: RegistrationDetails; birthDateTyped: string; reason: string | null }[]
      }
      const person = people.find(({ form, reason }) => reason === null && form.requestKind === kind)
      if (!person) throw new Error('the demonstration has nobody left to register')
      const drawn = (await control('/v1/registrations', person.form)) as { trackingCode: string }
      await pool.query('UPDATE registrations SET tracking_code = $1 WHERE tracking_code = $2', [
        trackingCode,
        drawn.trackingCode,
      ])
      return { details: person.form, trackingCode }
    },
    async stageOf({ details, trackingCode }) {
      const { rows } = await pool.query<{ stage: string }>(
        'SELECT stage FROM registrations WHERE national_code = $1 AND tracking_code = $2',
        [details.nationalCode, trackingCode],
      )
      return rows[0]?.stage
    },
    log,
    events: async () => (await log()).filter(({ event }) => !isViewing(event)),
    async requirementTitles(kind) {
      return new Map((await requirements(kind)).map((item) => [item.key, item.title.fa]))
    },
    async failReason(key) {
      const reason = (await requirements('first_issue')).find((item) => item.key === key)?.failReasons[0]
      if (!reason) throw new Error(`no reason for ${key}`)
      return { code: reason.code, title: reason.title.fa }
    },
    async appointment(id) {
      const { rows } = await pool.query<{ body: Appointment }>(
        'SELECT body FROM appointments WHERE id = $1',
        [id],
      )
      const body = rows[0]?.body
      if (!body) throw new Error(`the central system has no appointment ${id}`)
      return body
    },
    async appointmentsOn(date) {
      const { rows } = await pool.query<{ body: Appointment }>(
        'SELECT body FROM appointments WHERE date = $1 ORDER BY slot, id',
        [date],
      )
      return rows.map(({ body }) => body)
    },
    async appointmentOf(nationalCode) {
      const { rows } = await pool.query<{ body: Appointment }>(
        `SELECT a.body FROM appointments a JOIN live_appointments l ON l.appointment_id = a.id
          WHERE l.national_code = $1`,
        [nationalCode],
      )
      const body = rows[0]?.body
      if (!body) throw new Error('the person has no appointment that counts')
      return body
    },
    async user(username) {
      const { rows } = await pool.query(
        `SELECT display_name AS "displayName", roles, desk, active, must_change AS "mustChangePassword"
         FROM office_users WHERE username = $1 AND office_id = $2`,
        [username, demoOffice.id],
      )
      return rows[0]
    },
    async setLimits(...options) {
      await admin('limits', 'set', ...options)
    },
    async disableUser(username) {
      await admin('user', 'disable', '--username', username)
    },
    async end() {
      await pool.end()
      await program.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
