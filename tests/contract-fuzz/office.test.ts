import { createHash } from 'node:crypto'
import { traverseContractProcedures } from '@orpc/server'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { officeContract } from '#shared/contract/office.ts'
import { items } from '#tests/support/domain-fixtures.ts'
import type { JsonSchema, Known } from '#tests/support/schema-arbitrary.ts'
import { breaking, fitting, roughText } from '#tests/support/schema-arbitrary.ts'
import type { OfficeClient, TestCore } from '#tests/support/test-core.ts'
import { dumpStore, httpDesk, openTestCore, signIn } from '#tests/support/test-core.ts'

/**
 * Every procedure of the office with input that breaks its schema or the rules of the field: a refusal that the contract
 * names, and nothing changed. The inputs are made from the contract's own schemas.
 */
const date = '2026-11-22'
const afterWork = '2026-11-22T11:00:00.000Z'

type Procedure = { name: string; path: readonly string[]; schema: z.ZodType | undefined; errors: string[] }
const procedures: Procedure[] = []
traverseContractProcedures({ router: officeContract, path: [] }, ({ path, contract }) => {
  const { inputSchema, errorMap } = contract['~orpc']
  const schema = inputSchema instanceof z.ZodType ? inputSchema : undefined
  procedures.push({ name: path.join('.'), path, schema, errors: Object.keys(errorMap) })
})
const withInput = procedures.filter(({ schema }) => schema !== undefined)
/** What writes an event. */
const acts = withInput.filter(({ name }) =>
  /^(visit\.(?!get|find)|documents\.|day\.(close|reopen))/.test(name),
)

const jsonSchemaOf = ({ schema }: Procedure): JsonSchema =>
  schema ? (z.toJSONSchema(schema, { io: 'input' }) as JsonSchema) : {}

function call(client: OfficeClient, path: readonly string[], input: unknown): Promise<unknown> {
  let target: unknown = client
  for (const key of path) target = (target as Record<string, unknown>)[key]
  return (target as (input: unknown) => Promise<unknown>)(input)
}

type Outcome = { answered: true } | { answered: false; code: string; defined: boolean }

async function outcomeOf(answer: Promise<unknown>): Promise<Outcome> {
  try {
    const result = await answer
    if (typeof result === 'object' && result !== null && 'return' in result) {
      await (result as AsyncIterator<unknown>).return?.()
    }
    return { answered: true }
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'defined' in error) {
      return { answered: false, code: String(error.code), defined: error.defined === true }
    }
    throw error
  }
}

/** An office with applicants in every state, whom the rules allow something different. */
async function officeAtWork() {
  const office = openTestCore({ appointments: 24 })
  const supervisor = await signIn(office.portDesk(), 'masoul')
  const documents = await signIn(office.portDesk(), 'madarek')
  const ids = (office.seeded?.appointments ?? []).map(({ id }) => id)
  const [, arrived = '', decided = '', incomplete = '', complete = '', served = '', missed = ''] = ids
  for (const appointmentId of [arrived, decided, incomplete, complete, served]) {
    await supervisor.visit.checkIn({ appointmentId })
  }
  await documents.documents.decide({ appointmentId: decided, item: 'postal_code', verdict: 'accepted' })
  await documents.documents.conclude({ appointmentId: incomplete })
  for (const appointmentId of [complete, served]) {
    for (const { key } of items)
      await documents.documents.decide({ appointmentId, item: key, verdict: 'accepted' })
    await documents.documents.conclude({ appointmentId })
  }
  await documents.visit.serve({ appointmentId: served })
  await supervisor.visit.markNoShow({ appointmentId: missed })
  return { office, supervisor, ids }
}

const fingerprint = (office: TestCore): string =>
  createHash('sha256').update(dumpStore(office.store, date)).digest('hex')

describe('input that breaks the schema', () => {
  let office: TestCore
  const clients: [string, OfficeClient][] = []
  beforeAll(async () => {
    const work = await officeAtWork()
    office = work.office
    clients.push(['port', work.supervisor])
    clients.push(['http', await signIn(httpDesk(await office.host()), 'masoul')])
  })
  afterAll(() => office.close())

  test.each(withInput)('$name', async (procedure) => {
    const { path, schema, name } = procedure
    const inputs = breaking(jsonSchemaOf(procedure)).filter(
      (input) => schema?.safeParse(input).success === false,
    )
    const before = fingerprint(office)
    for (const [transport, client] of clients) {
      await fc.assert(
        fc.asyncProperty(inputs, async (input) => {
          expect(await outcomeOf(call(client, path, input)), `${name} over ${transport}`).toEqual({
            answered: false,
            code: 'BAD_REQUEST',
            defined: true,
          })
        }),
        { numRuns: 40 },
      )
    }
    expect(fingerprint(office)).toBe(before)
  })

  test.each(procedures.filter(({ schema, name }) => schema === undefined && name !== 'session.signOut'))(
    '$name takes no input: whatever is sent is not looked at',
    async ({ path, errors }) => {
      const before = fingerprint(office)
      for (const [, client] of clients) {
        await fc.assert(
          fc.asyncProperty(fc.jsonValue(), async (input) => {
            const outcome = await outcomeOf(call(client, path, input))
            if (!outcome.answered) expect(errors).toContain(outcome.code)
          }),
          { numRuns: 10 },
        )
      }
      expect(fingerprint(office)).toBe(before)
    },
  )
})

describe('input that fits the schema', () => {
  let office: TestCore
  const clients: OfficeClient[] = []
  let known: Known
  beforeAll(async () => {
    const work = await officeAtWork()
    office = work.office
    for (const username of ['paziresh', 'madarek', 'masoul'] as const) {
      clients.push(await signIn(office.portDesk(), username))
    }
    known = {
      appointmentId: fc.constantFrom(...work.ids),
      date: fc.constantFrom(date, '2026-11-21', '2026-11-23', '0000-01-01', '9999-12-31'),
      item: fc.constantFrom(...items.map(({ key }) => key)),
      reasonCode: fc.constantFrom('absent', 'unreadable', null),
      code: fc.constantFrom(office.seeded?.appointments[3]?.applicant.nationalCode ?? ''),
      value: fc.oneof(fc.constantFrom('1439957131', '09120572645', '02188634712'), roughText),
      reason: roughText.map((text) => `دلیل ${text}`),
    }
  })
  afterAll(() => office.close())

  // Whoever asks for whatever in whatever state: it is done, or refused as the contract says with nothing changed.
  test.each(withInput)(
    '$name is done, or refused by its contract with nothing changed',
    async (procedure) => {
      const { path, errors, schema } = procedure
      const inputs = fitting(jsonSchemaOf(procedure), known).filter(
        (input) => schema?.safeParse(input).success === true,
      )
      await fc.assert(
        fc.asyncProperty(inputs, fc.constantFrom(...clients), async (input, client) => {
          const before = fingerprint(office)
          const outcome = await outcomeOf(call(client, path, input))
          if (outcome.answered) return
          expect(errors).toContain(outcome.code)
          expect(outcome.defined).toBe(true)
          expect(fingerprint(office)).toBe(before)
        }),
        { numRuns: 80 },
      )
      expect(office.logged.filter(({ level }) => level === 'error')).toEqual([])
    },
  )
})

describe('what the rules of the field forbid', () => {
  test.each(acts)('$name on a closed day is always refused, with nothing changed', async (procedure) => {
    const { office, supervisor, ids } = await officeAtWork()
    try {
      const documents = await signIn(office.portDesk(), 'madarek')
      for (const appointmentId of ids.slice(1, 3)) await documents.documents.conclude({ appointmentId })
      office.setNow(afterWork)
      await supervisor.day.close({ date })
      const known: Known = {
        appointmentId: fc.constantFrom(...ids),
        date: fc.constant(date),
        item: fc.constantFrom(...items.map(({ key }) => key)),
      }
      const before = fingerprint(office)
      const inputs = fitting(jsonSchemaOf(procedure), known).filter(
        (input) => procedure.schema?.safeParse(input).success === true,
      )
      await fc.assert(
        fc.asyncProperty(inputs, async (input) => {
          const isReopening = procedure.name === 'day.reopen' && (input as { date: string }).date === date
          if (isReopening) return
          const outcome = await outcomeOf(call(supervisor, procedure.path, input))
          expect(outcome).toMatchObject({ answered: false, defined: true })
          if (!outcome.answered) expect(['REFUSED', 'NOT_FOUND']).toContain(outcome.code)
        }),
        { numRuns: 40 },
      )
      expect(fingerprint(office)).toBe(before)
    } finally {
      await office.close()
    }
  })
})
