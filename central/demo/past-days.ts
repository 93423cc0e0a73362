import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { V7Generator } from 'uuidv7'
import type { Appointment } from '#shared/domain/appointment.ts'
import { addDays, weekdayOf } from '#shared/domain/civil-date.ts'
import { chainStart } from '#shared/domain/event.ts'
import { logEndText } from '#shared/domain/log-signature.ts'
import { isOfficeClosed, officeRulesSchema } from '#shared/domain/rules.ts'
import { instantOf, tehranDateOf } from '#shared/domain/tehran-time.ts'
import { activateDevice, issueActivationCode } from '../auth/activation.ts'
import { type ReadEvent, readEvent } from '../ingest/read-event.ts'
import type { CentralParts } from '../parts.ts'
import { bookDemoAppointments } from './appointments.ts'
import { usualDay } from './day.ts'
import { demoOffice } from './office.ts'
import { randomFrom } from './random.ts'
import { FRIDAY } from './seed-offices.ts'
import { type Act, workDay } from './worked-day.ts'

const BOOKED_DAYS_BEFORE = 6

export type PastDaysParts = Pick<CentralParts, 'database' | 'clock' | 'ingest'> & {
  news: Pick<CentralParts['news'], 'announce'>
}

/**
 * Gives the demonstration's office a past, so that its reports have something to tell: the working days of the last `count`
 * days, as a computer that the office no longer has recorded them. Its events come in as those of any device do, through the
 * rules and signed; then it is revoked. Days with appointments stay as they are, and so does an office that has a host: its
 * past is its own.
 */
export async function seedPastDays(parts: PastDaysParts, count: number): Promise<void> {
  const { database, clock } = parts
  const today = tehranDateOf(clock.now().toISOString())
  const host = await database.db
    .selectFrom('office_hosts')
    .select('device_id')
    .where('office_id', '=', demoOffice.id)
    .executeTakeFirst()
  if (host) return
  const office = await database.db
    .selectFrom('offices')
    .select('rules')
    .where('id', '=', demoOffice.id)
    .executeTakeFirstOrThrow()
  const rules = officeRulesSchema.parse(office.rules)
  const days = Array.from({ length: count }, (_, back) => addDays(today, back - count)).filter(
    (date) => weekdayOf(date) !== FRIDAY && !isOfficeClosed(rules, date),
  )
  if (days.length === 0) return
  const log = await newLog(parts)
  for (const date of days) {
    // Nobody books today for a day that is over.
    const then = new Date(instantOf(addDays(date, -BOOKED_DAYS_BEFORE), '10:00'))
    const appointments = await bookDemoAppointments({ ...parts, clock: { now: () => then } }, [
      { date, count: peopleOn(date), onlyIntoEmptyDay: true },
    ])
    if (appointments.length > 0) await log.handIn(workDay(date, appointments, rules))
  }
  await database.db
    .updateTable('devices')
    .set({ revoked_at: clock.now() })
    .where('id', '=', log.deviceId)
    .execute()
}

/** The first days of the week are the full ones. */
const peopleOn = (date: string): number =>
  Math.round(usualDay * (1 - weekdayOf(date) * 0.05)) - randomFrom(`people on ${date}`).below(14)

/** A device of the office, and the log that it keeps: it numbers, chains and signs as every device does. */
async function newLog({ database, clock, ingest }: PastDaysParts) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const activation = await activateDevice(database.db, clock, {
    activationCode: await issueActivationCode(database.db, clock, demoOffice.id),
    publicKey: publicKey.export({ format: 'jwk' }).x ?? '',
    deviceName: 'رایانهٔ پیشین',
  })
  if (!activation) throw new Error('the activation code of a moment ago is not known')
  const { deviceId } = activation
  const ids = new V7Generator()
  const newestOf = new Map<string, string>()
  let seq = 0
  let hash = chainStart

  const write = ({ at, actor, appointment, type, payload }: Act, index: number): ReadEvent => {
    seq += 1
    const event = readEvent(
      {
        id: ids.generateOrResetWithTs(at).toString(),
        officeId: demoOffice.id,
        deviceId,
        deviceSeq: seq,
        actor,
        deviceTime: new Date(at).toISOString(),
        clockOffsetMs: 0,
        previousHash: hash,
        type,
        payload,
        ...placeOf(appointment, newestOf),
      },
      index,
    )
    if (appointment) newestOf.set(appointment.id, event.id)
    hash = event.hash
    return event
  }

  return {
    deviceId,
    /** Throws an Error when the central system takes one of them for anything but what happened. */
    async handIn(acts: readonly Act[]): Promise<void> {
      const events = acts.map(write)
      const pushed = await ingest.push({
        deviceId,
        officeId: demoOffice.id,
        events,
        signature: signatureOf(privateKey, { deviceId, seq, hash }),
      })
      const refused = pushed?.results.find(({ status }) => status !== 'applied')
      if (!pushed || refused || pushed.counts.applied !== events.length) {
        throw new Error(`a past day of the demonstration was refused: ${refused?.code ?? 'not taken in'}`)
      }
    },
  }
}

const placeOf = (appointment: Appointment | null, newestOf: ReadonlyMap<string, string>) =>
  appointment === null
    ? { appointmentId: null }
    : {
        appointmentId: appointment.id,
        baseRevision: appointment.revision,
        predecessorId: newestOf.get(appointment.id) ?? null,
      }

const signatureOf = (key: KeyObject, end: { deviceId: string; seq: number; hash: string }): string =>
  sign(null, Buffer.from(logEndText(end)), key).toString('base64url')
