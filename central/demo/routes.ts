import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { daysBetween } from '#shared/domain/civil-date.ts'
import { civilDateSchema, civilTimeSchema } from '#shared/domain/event.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { problem, problemOf } from '../api/problem.ts'
import { issueActivationCode } from '../auth/activation.ts'
import { cancelAppointment } from '../ingest/central-event.ts'
import type { CentralParts } from '../parts.ts'
import { bookDemoAppointments } from './appointments.ts'
import { demoCitizens, newestMessages } from './citizens.ts'
import type { DemoOffice } from './seed.ts'

const DAYS_AROUND = 400

const addSchema = z.strictObject({
  date: civilDateSchema,
  count: z.int().min(1).max(20_000),
  slot: civilTimeSchema.optional(),
})
const idSchema = z.object({ id: z.uuid().toLowerCase() })

/**
 * The demonstration's control: what citizens and operators do elsewhere, by a request without signing in. Only there when
 * the demonstration was seeded (docs/operations.md).
 */
export function addDemoRoutes(app: FastifyInstance, parts: CentralParts, demo: DemoOffice): void {
  const { database, clock, news } = parts

  app.post('/demo/appointments', async (request, reply) => {
    const input = addSchema.safeParse(request.body)
    const today = tehranDateOf(clock.now().toISOString())
    if (!input.success || Math.abs(daysBetween(today, input.data.date)) > DAYS_AROUND) {
      return refuse(reply, 400, input.error?.issues[0]?.message)
    }
    const appointments = await bookDemoAppointments(parts, [input.data])
    return { ids: appointments.map(({ id }) => id) }
  })

  app.post('/demo/appointments/:id/cancel', async (request, reply) => {
    const input = idSchema.safeParse(request.params)
    if (!input.success) return refuse(reply, 404)
    const outcome = await cancelAppointment({ pool: database.pool, clock }, input.data.id, {
      by: 'citizen',
      reason: null,
    })
    if (!outcome.ok) {
      const { code } = outcome.refusal
      if (code === 'appointment_unknown') return refuse(reply, 404)
      return reply.status(409).send(problem(409, code, 'The rules do not allow this now.'))
    }
    news.announce(outcome.appointment.officeId)
    return { id: outcome.appointment.id, revision: outcome.appointment.revision }
  })

  app.post('/demo/activation-codes', async () => ({
    activationCode: await issueActivationCode(database.db, clock, demo.officeId),
  }))

  app.get('/demo/people', async () => ({ people: await demoCitizens(parts) }))
  app.get('/demo/outbox', async () => ({ messages: await newestMessages(parts) }))
}

function refuse(reply: FastifyReply, status: 400 | 404, detail?: string) {
  const document = problemOf(status)
  return reply.status(status).send(detail === undefined ? document : { ...document, detail })
}
