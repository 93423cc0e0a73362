import type { PoolClient } from 'pg'
import { finalStages, isStage, issuanceStages } from '#shared/domain/stage.ts'
import { message } from '#shared/i18n/fa/message.ts'
import { fillMessage, type MessageGateway } from '../message-gateway.ts'
import type { AdminErrorCode } from './admin-error.ts'

/** A stage that the issuing side says a registration has come to. */
export type StageRow = {
  line: number
  trackingCode: string
  stage: string
  note: string | null
  /** When it came there; null is now. */
  at: Date | null
}

export type RowRefusal = { line: number; code: AdminErrorCode; message: string }

type Entry = { stage: string; at: Date }
type Registration = {
  id: string
  tracking_code: string
  stage: string
  live: boolean
  mobile: string
  history: Entry[]
}
type Step = StageRow & { registration: Registration; at: Date; place: number }

export type StagePlan = { steps: Step[]; repeated: number; refused: RowRefusal[] }

const isIssuanceStage = (stage: string) => (issuanceStages as readonly string[]).includes(stage)

/**
 * Locks the registrations and judges the rows one after the other, each as if those before it had been carried out.
 * Nothing is written yet.
 */
export async function planStages(
  client: PoolClient,
  now: Date,
  rows: readonly StageRow[],
  { allowUnknownStage }: { allowUnknownStage: boolean },
): Promise<StagePlan> {
  const registrations = await lockRegistrations(
    client,
    rows.map(({ trackingCode }) => trackingCode),
  )
  const plan: StagePlan = { steps: [], repeated: 0, refused: [] }
  for (const row of rows) {
    const registration = registrations.get(row.trackingCode)
    const judged = judge(row, registration, now, allowUnknownStage)
    if (judged === 'repeated') plan.repeated += 1
    else if (judged !== 'next') plan.refused.push({ line: row.line, ...judged })
    else if (registration) {
      const at = row.at ?? now
      registration.history.push({ stage: row.stage, at })
      registration.stage = row.stage
      registration.live = registration.live && !finalStages.includes(row.stage)
      plan.steps.push({ ...row, registration, at, place: registration.history.length })
    }
  }
  return plan
}

async function lockRegistrations(client: PoolClient, trackingCodes: readonly string[]) {
  const { rows } = await client.query<Omit<Registration, 'history'>>(
    `SELECT id, tracking_code, stage, live, details->>'mobile' AS mobile FROM registrations
     WHERE tracking_code = ANY($1::text[])
     ORDER BY national_code, id FOR UPDATE`,
    [[...new Set(trackingCodes)]],
  )
  const entries = await client.query<Entry & { registration_id: string }>(
    `SELECT registration_id, stage, at FROM registration_stages
     WHERE registration_id = ANY($1::uuid[])
     ORDER BY registration_id, place`,
    [rows.map(({ id }) => id)],
  )
  const registrations = new Map(rows.map((row) => [row.id, { ...row, history: [] as Entry[] }]))
  for (const { registration_id, stage, at } of entries.rows) {
    registrations.get(registration_id)?.history.push({ stage, at })
  }
  return new Map([...registrations.values()].map((each) => [each.tracking_code, each]))
}

function judge(
  { stage, at }: StageRow,
  registration: Registration | undefined,
  now: Date,
  allowUnknownStage: boolean,
): 'next' | 'repeated' | Omit<RowRefusal, 'line'> {
  const refuse = (code: AdminErrorCode, message: string) => ({ code, message })
  if (!registration) return refuse('registration_unknown', 'no registration has this tracking code')
  if (isStage(stage) && !isIssuanceStage(stage)) {
    return refuse(
      'stage_not_of_issuance',
      `${stage} follows from the appointment; issuance sets ${issuanceStages.join(', ')}`,
    )
  }
  if (!isStage(stage) && !allowUnknownStage) {
    return refuse(
      'stage_unknown',
      `${stage} is not a stage this program knows; --allow-unknown-stage lets it pass`,
    )
  }
  const { history } = registration
  const completed = history.findLastIndex((entry) => entry.stage === 'completed')
  if (completed === -1) return refuse('stage_too_early', 'the office has not completed this registration yet')
  const issued = history.slice(completed + 1)
  if (isRepeated(issued, stage, at)) return 'repeated'
  if (!registration.live)
    return refuse('registration_over', `this registration ended with ${registration.stage}`)
  if (at !== null && at > now) return refuse('stage_out_of_order', 'the moment lies in the future')
  const last = issued.at(-1)
  if (at !== null && last && at < last.at) {
    return refuse('stage_out_of_order', `${last.stage} is later than this moment`)
  }
  return 'next'
}

/**
 * With its moment a row is repeated when exactly this is in the history; without one, when the stage has been reached
 * since the card was last returned: the file of yesterday takes nothing back.
 */
function isRepeated(issued: readonly Entry[], stage: string, at: Date | null): boolean {
  if (at !== null) return issued.some((entry) => entry.stage === stage && entry.at.getTime() === at.getTime())
  const returned = issued.findLastIndex((entry) => entry.stage === 'returned')
  return issued.slice(Math.max(0, returned)).some((entry) => entry.stage === stage)
}

/** Writes what was planned: the history, the stage that holds now, and a message to whoever can fetch the card. */
export async function carryOut(
  client: PoolClient,
  { steps }: StagePlan,
  { now, actionId, gateway }: { now: Date; actionId: string; gateway: MessageGateway },
): Promise<void> {
  if (steps.length === 0) return
  await client.query(
    `INSERT INTO registration_stages (registration_id, place, stage, at, note, action_id)
     SELECT registration_id, place, stage, at, note, $6::uuid
     FROM unnest($1::uuid[], $2::int[], $3::text[], $4::timestamptz[], $5::text[])
          AS row (registration_id, place, stage, at, note)`,
    [
      steps.map(({ registration }) => registration.id),
      steps.map(({ place }) => place),
      steps.map(({ stage }) => stage),
      steps.map(({ at }) => at.toISOString()),
      steps.map(({ note }) => note),
      actionId,
    ],
  )
  const changed = [...new Set(steps.map(({ registration }) => registration))]
  await client.query(
    `UPDATE registrations SET stage = row.stage, live = row.live
     FROM unnest($1::uuid[], $2::text[], $3::boolean[]) AS row (id, stage, live)
     WHERE registrations.id = row.id`,
    [changed.map(({ id }) => id), changed.map(({ stage }) => stage), changed.map(({ live }) => live)],
  )
  const ready = changed.filter(({ stage }) => stage === 'ready')
  if (ready.length > 0) await gateway.send(client, await readyMessages(client, ready), now)
}

/** Whose card is ready is told where to fetch it: at the office that has served the person. */
async function readyMessages(client: PoolClient, ready: readonly Registration[]) {
  const { rows } = await client.query<{ tracking_code: string; name: string; address: string }>(
    `SELECT DISTINCT ON (a.tracking_code) a.tracking_code, o.name, o.address
     FROM appointments a JOIN offices o ON o.id = a.office_id
     WHERE a.tracking_code = ANY($1::text[]) AND a.state = 'served'
     ORDER BY a.tracking_code, a.date DESC`,
    [ready.map(({ tracking_code }) => tracking_code)],
  )
  const offices = new Map(rows.map((row) => [row.tracking_code, `${row.name}، ${row.address}`]))
  return ready.map(({ tracking_code, mobile }) => ({
    mobile,
    kind: 'card_ready',
    body: fillMessage(message.cardReady, {
      office: offices.get(tracking_code) ?? message.officeOfRegistration,
    }),
  }))
}
