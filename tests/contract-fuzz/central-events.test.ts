import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { pushAnswerSchema } from '#shared/contract/central.ts'
import {
  appointmentEventSchema,
  dayEventSchema,
  userEventSchema,
  viewingEventSchema,
} from '#shared/domain/event.ts'
import { documents, reception, supervisor } from '#tests/support/central-visits.ts'
import { testInstant } from '#tests/support/postgres.ts'
import type { JsonSchema, Known } from '#tests/support/schema-arbitrary.ts'
import { fitting } from '#tests/support/schema-arbitrary.ts'
import { FuzzedCentral } from './fuzzed-central.ts'
import { runs } from './requests.ts'

/**
 * Pushes whose events are numbered and chained as a device would, and random in all else: each is recorded with its
 * result, and what was refused has changed nothing but that.
 */
const fuzzed = await FuzzedCentral.start()
const { central, api, device, appointments } = fuzzed
afterAll(() => fuzzed.close())
const push = api.endpoint('POST /v1/office/events')
const own = new Set(['deviceSeq', 'previousHash', 'deviceId'])
const eventSchemas = [appointmentEventSchema, dayEventSchema, userEventSchema, viewingEventSchema].map(
  (schema) => z.toJSONSchema(schema, { io: 'input' }),
) as JsonSchema[]

const known = (): Known => ({
  officeId: fc.constant(device.officeId),
  appointmentId: fc.constantFrom(...appointments.slice(0, 12).map(({ id }) => id), null),
  actor: fc.constantFrom(reception, documents, supervisor, { kind: 'central' }),
  deviceTime: fc.constantFrom(testInstant, '2026-11-22T11:00:00.000Z', '0000-01-01T00:00:00.000Z'),
  clockOffsetMs: fc.constantFrom(0, -1, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER),
  baseRevision: fc.constantFrom(0, 1_000_000),
  item: fc.constantFrom('postal_code', 'birth_certificate_original', 'nothing'),
  reasonCode: fc.constantFrom('not_given', 'no_photo', null),
  date: fc.constantFrom('2026-11-22', '0000-01-01', '9999-12-31', '2026-02-30'),
  predecessorId: fc.constant(null),
})

test('events that have their place are recorded, each with a result; rows change only by what was applied, and hold together', async () => {
  const wild = fc.oneof(...eventSchemas.map((schema) => fitting(schema, known())))
  // Two in three are by a supervisor of the office and of today, so that the rule book itself is reached.
  const events = fc
    .tuple(wild, fc.nat(2), fc.constantFrom(...appointments.slice(0, 12)))
    .map(([event, third, { id }]) => {
      const content = event as Record<string, unknown>
      if (third === 0) return content
      return {
        ...content,
        ...(content.appointmentId === null ? {} : { appointmentId: id }),
        officeId: device.officeId,
        actor: supervisor,
        deviceTime: testInstant,
        clockOffsetMs: 0,
      }
    })
  let before = await rows()
  let applied = 0
  let rejected = 0
  await fc.assert(
    fc.asyncProperty(fc.array(events, { minLength: 1, maxLength: 12 }), async (batch) => {
      // Numbered and chained as the device would have done; all else is random.
      const placed = batch.map((event) => {
        const rest = Object.entries(event).filter(([key]) => !own.has(key))
        return device.writeAsIs({ ...Object.fromEntries(rest), id: randomUUID() })
      })
      const response = await fuzzed.post(push, device.signed(placed))
      expect(response.status).toBe(200)
      const answer = pushAnswerSchema.parse(await fuzzed.expectDescribed(push, response))
      expect(answer.results.map(({ id }) => id)).toEqual(placed.map(({ id }) => id))
      expect(answer.expectedSeq).toBeUndefined()
      const touched = new Set<unknown>()
      for (const [index, { status }] of answer.results.entries()) {
        if (status === 'applied') touched.add(placed[index]?.appointmentId)
        if (status === 'applied') applied += 1
        else rejected += 1
      }
      const after = await rows()
      const changed = [...after].flatMap(([id, row]) => (row === before.get(id) ? [] : [id]))
      expect(changed.filter((id) => !touched.has(id))).toEqual([])
      before = after
    }),
    runs(60),
  )
  expect(applied).toBeGreaterThan(20)
  expect(rejected).toBeGreaterThan(100)

  const { rows: gaps } = await central.pool.query<{ newest: number; counter: number }>(
    `SELECT max(revision) AS newest, (SELECT max(revision) FROM office_revisions) AS counter
     FROM (SELECT revision FROM office_events UNION SELECT revision FROM appointments
           UNION SELECT revision FROM office_users UNION SELECT revision FROM offices) r`,
  )
  expect(gaps[0]?.newest).toBe(gaps[0]?.counter)
  const { rows: torn } = await central.pool.query(
    `SELECT id FROM appointments WHERE body->>'state' <> state OR (body->>'revision')::bigint <> revision
       OR body->>'id' <> id::text OR (body->>'queueNumber')::bigint IS DISTINCT FROM queue_number`,
  )
  expect(torn).toEqual([])
})

async function rows(): Promise<Map<string, string>> {
  const { rows: all } = await central.pool.query<{ id: string; text: string }>(
    'SELECT id, md5(a::text) AS text FROM appointments a',
  )
  return new Map(all.map(({ id, text }) => [id, text]))
}

test('none of this was a failure of the server, and no person is in its log', () => fuzzed.expectQuietLog())
