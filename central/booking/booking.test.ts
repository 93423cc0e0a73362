import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clockFrom } from '#shared/clock.ts'
import { type Credentials, citizenAppointmentSchema } from '#shared/contract/citizen.ts'
import { type Appointment, appointmentSchema } from '#shared/domain/appointment.ts'
import { ask, insertCitizen, insertOffice } from '#tests/support/booking.ts'
import { startTestCentral, type TestCentral, waitingIn } from '#tests/support/postgres.ts'

let central: TestCentral
let office: string
beforeAll(async () => {
  central = await startTestCentral({ limits: 'off' })
  office = await insertOffice(central.pool)
})
afterAll(() => central.close())

/** Monday and Tuesday after the moment of the tests, which is a Sunday at 10:22. */
const monday = '2026-11-23'
const tuesday = '2026-11-24'

const book = (citizen: Credentials, date: string, slot: string, officeId = office) =>
  ask(central.url, '/v1/appointments', { ...citizen, officeId, date, slot })
const change = (citizen: Credentials, id: string, date: string, slot: string, officeId = office) =>
  ask(central.url, `/v1/appointments/${id}/change`, { ...citizen, officeId, date, slot })
const cancel = (citizen: Credentials, id: string) =>
  ask(central.url, `/v1/appointments/${id}/cancel`, citizen)

const newCitizen = () => insertCitizen(central.pool)
const idOf = ({ appointment }: { appointment: { id: string } | null }): string => {
  if (!appointment) throw new Error('it was refused')
  return appointment.id
}
async function only<T>(sql: string, values: unknown[]): Promise<T | undefined> {
  return (await central.pool.query(sql, values)).rows[0] as T | undefined
}
const bodyOf = async (id: string) =>
  (await only<{ body: Appointment }>('SELECT body FROM appointments WHERE id = $1', [id]))?.body
const taken = async (date: string, slot: string, officeId = office) =>
  (
    await only<{ taken: number }>(
      'SELECT taken FROM seats WHERE office_id = $1 AND date = $2 AND slot = $3',
      [officeId, date, slot],
    )
  )?.taken ?? 0
const historyOf = async (registrationId: string) =>
  (
    await central.pool.query<{ stage: string }>(
      'SELECT stage FROM registration_stages WHERE registration_id = $1 ORDER BY place',
      [registrationId],
    )
  ).rows.map(({ stage }) => stage)
const messagesTo = async () =>
  (
    await central.pool.query<{ kind: string; body: string }>(
      'SELECT kind, body FROM messages ORDER BY created_at DESC, id DESC LIMIT 1',
    )
  ).rows[0]
const revisionOf = async (officeId = office) =>
  (await only<{ revision: number }>('SELECT revision FROM office_revisions WHERE office_id = $1', [officeId]))
    ?.revision ?? 0

describe('booking', () => {
  test('makes an appointment that the office pulls, with all that follows from it', async () => {
    const citizen = await newCitizen()
    const before = await revisionOf()
    const answer = await book(citizen, monday, '08:30')
    expect(answer.status).toBe(201)
    const shown = citizenAppointmentSchema.strict().parse(answer.appointment)
    expect(shown).toMatchObject({ date: monday, slot: '08:30', state: 'booked', office: { id: office } })
    expect(shown.bring.map(({ key }) => key)).toContain('birth_certificate_original')

    const body = appointmentSchema.strict().parse(await bodyOf(shown.id))
    expect(body).toMatchObject({
      officeId: office,
      revision: before + 1,
      requirementSet: { id: 'first_issue', version: 1 },
      applicant: { nationalCode: citizen.nationalCode, trackingCode: citizen.trackingCode },
    })
    expect(await revisionOf()).toBe(before + 1)
    expect(await taken(monday, '08:30')).toBe(1)
    expect(await historyOf(citizen.registrationId)).toEqual(['pre_registered', 'booked'])
    const message = await messagesTo()
    expect(message?.kind).toBe('appointment_booked')
    expect(message?.body).toContain('دوشنبه ۲ آذر ۱۴۰۵، ساعت ۰۸:۳۰')
    expect(message?.body).toContain('اصل شناسنامهٔ عکس‌دار')
    expect(message?.body).not.toMatch(/\{\{|undefined/)
  })

  test('answers a repeated request with the same appointment, and writes nothing', async () => {
    const citizen = await newCitizen()
    const first = await book(citizen, monday, '09:00')
    const revision = await revisionOf()
    expect(await book(citizen, monday, '09:00')).toEqual(first)
    expect(await revisionOf()).toBe(revision)
    expect(await taken(monday, '09:00')).toBe(1)
  })

  test('gives nobody a second appointment', async () => {
    const citizen = await newCitizen()
    await book(citizen, tuesday, '08:00')
    expect(await book(citizen, tuesday, '08:30')).toMatchObject({ status: 409, code: 'ALREADY_BOOKED' })
    const other = await insertOffice(central.pool)
    expect(await book(citizen, tuesday, '08:00', other)).toMatchObject({ code: 'ALREADY_BOOKED' })
    expect(await taken(tuesday, '08:30')).toBe(0)
  })

  test('tells a full slot from a closed day and from a slot that there is not', async () => {
    const there = await insertOffice(central.pool, { slotCapacity: 1 })
    const [one, two] = [await newCitizen(), await newCitizen()]
    expect((await book(one, monday, '08:00', there)).status).toBe(201)
    expect(await book(two, monday, '08:00', there)).toMatchObject({ status: 409, code: 'SLOT_FULL' })
    // A Friday.
    expect(await book(two, '2026-11-27', '08:00', there)).toMatchObject({ code: 'OFFICE_CLOSED' })
    await central.pool.query(
      "INSERT INTO closures (id, office_id, date, reason) VALUES (gen_random_uuid(), $1, $2, 'تعمیرات')",
      [there, tuesday],
    )
    expect(await book(two, tuesday, '08:00', there)).toMatchObject({ code: 'OFFICE_CLOSED' })
    for (const [date, slot] of [
      [monday, '08:10'],
      [monday, '10:00'],
      ['2026-11-22', '09:30'],
      ['2026-11-21', '08:00'],
      ['2026-12-30', '08:00'],
      ['2029-01-01', '08:00'],
      ['9999-12-31', '08:00'],
    ] as const) {
      expect(await book(two, date, slot, there)).toMatchObject({ code: 'SLOT_NOT_OFFERED' })
    }
    expect(await book(two, monday, '08:00', crypto.randomUUID())).toMatchObject({
      status: 404,
      code: 'OFFICE_UNKNOWN',
    })
  })

  test("takes today's slots that have not begun", async () => {
    const late = await insertOffice(central.pool, { hours: { opensAt: '09:00', closesAt: '12:00' } })
    const citizen = await newCitizen()
    expect(await book(citizen, '2026-11-22', '10:00', late)).toMatchObject({ code: 'SLOT_NOT_OFFERED' })
    expect((await book(citizen, '2026-11-22', '10:30', late)).status).toBe(201)
  })

  test('offers nothing of an office that takes no bookings or knows no requirements', async () => {
    const citizen = await newCitizen()
    const shut = await insertOffice(central.pool, { acceptsBooking: false })
    const bare = await insertOffice(central.pool, {
      rules: { graceMinutes: 15, banDays: 3, trackingCodeLength: 10, requirementSets: [] },
    })
    for (const there of [shut, bare]) {
      expect(await book(citizen, monday, '08:00', there)).toMatchObject({ code: 'SLOT_NOT_OFFERED' })
    }
  })

  test.each([
    ['completed', true],
    ['ready', true],
    ['of_a_newer_version', true],
    ['pre_registered', false],
  ])('refuses a registration in stage %s, live %s', async (stage, live) => {
    const citizen = await insertCitizen(central.pool, { stage, live })
    expect(await book(citizen, monday, '08:00')).toMatchObject({
      status: 409,
      code: 'REGISTRATION_COMPLETED',
    })
  })

  test('tells who stayed away from when on booking is allowed, whatever is asked for', async () => {
    const citizen = await newCitizen()
    await central.pool.query('INSERT INTO booking_bans VALUES ($1, gen_random_uuid(), $2, $3)', [
      citizen.nationalCode,
      office,
      '2026-11-25',
    ])
    for (const date of [monday, '2026-11-28', '2026-11-27']) {
      const answer = await book(citizen, date, '08:00')
      expect(answer).toMatchObject({ status: 409, code: 'BOOKING_BANNED' })
      expect(JSON.stringify(answer.problem)).toContain('"bookableFrom":"2026-11-25"')
    }
    await central.pool.query(
      "UPDATE booking_bans SET bookable_from = '2026-11-22' WHERE national_code = $1",
      [citizen.nationalCode],
    )
    expect((await book(citizen, '2026-11-26', '08:00')).status).toBe(201)
  })

  test.each([
    ['a wrong tracking code', { trackingCode: '9999999999' }],
    ['another national code', { nationalCode: '0093849370' }],
    ['no code at all', { trackingCode: '\u0000' }],
  ])('knows nobody by %s', async (_what, wrong) => {
    const citizen = await newCitizen()
    const answer = await book({ ...citizen, ...wrong }, monday, '08:00')
    expect(answer).toMatchObject({ status: 404, code: 'CREDENTIALS_UNKNOWN' })
    expect(await cancel({ ...citizen, ...wrong }, crypto.randomUUID())).toMatchObject({
      code: 'CREDENTIALS_UNKNOWN',
    })
  })
})

describe('changing', () => {
  test('cancels the old appointment and books a new one, also at another office', async () => {
    const citizen = await newCitizen()
    const other = await insertOffice(central.pool)
    const old = idOf(await book(citizen, '2026-11-25', '08:00'))
    const near = await change(citizen, old, '2026-11-25', '08:30')
    expect(near.appointment).toMatchObject({ slot: '08:30', state: 'booked', office: { id: office } })
    const far = await change(citizen, idOf(near), '2026-11-26', '09:00', other)
    expect(far.appointment).toMatchObject({ date: '2026-11-26', office: { id: other } })
    expect((await bodyOf(old))?.state).toBe('cancelled')
    expect(await bodyOf(idOf(near))).toMatchObject({ state: 'cancelled' })
    expect(await taken('2026-11-25', '08:00')).toBe(0)
    expect(await taken('2026-11-25', '08:30')).toBe(0)
    expect(await taken('2026-11-26', '09:00', other)).toBe(1)
    expect((await messagesTo())?.kind).toBe('appointment_changed')
    // Revisions of each office have no gap and no two rows share one.
    const { rows } = await central.pool.query(
      `SELECT revision FROM appointments WHERE office_id = $1
       UNION SELECT revision FROM office_events WHERE office_id = $1 ORDER BY 1`,
      [other],
    )
    expect(rows).toEqual([{ revision: 2 }])
    expect(await revisionOf(other)).toBe(2)
    // The answer was lost: the same once more.
    expect(await change(citizen, idOf(near), '2026-11-26', '09:00', other)).toEqual({ ...far })
  })

  test('leaves everything as it was when the new place is not to be had', async () => {
    const citizen = await newCitizen()
    const full = await insertOffice(central.pool, { slotCapacity: 1 })
    await book(await newCitizen(), monday, '08:00', full)
    const old = idOf(await book(citizen, '2026-11-28', '08:00'))
    const before = [await revisionOf(), await revisionOf(full)]
    expect(await change(citizen, old, monday, '08:00', full)).toMatchObject({ code: 'SLOT_FULL' })
    expect(await change(citizen, old, '2026-11-27', '08:00')).toMatchObject({ code: 'OFFICE_CLOSED' })
    expect((await bodyOf(old))?.state).toBe('booked')
    expect([await revisionOf(), await revisionOf(full)]).toEqual(before)
  })

  test("is refused for what has begun, is over, or is somebody else's", async () => {
    const citizen = await newCitizen()
    const today = await insertOffice(central.pool, { hours: { opensAt: '10:00', closesAt: '12:00' } })
    const id = idOf(await book(citizen, '2026-11-22', '10:30', today))
    const stranger = await newCitizen()
    await book(stranger, '2026-11-29', '08:00')
    for (const answer of [
      await change(stranger, id, '2026-11-29', '09:30'),
      await cancel(stranger, id),
      await change(stranger, crypto.randomUUID(), '2026-11-29', '09:30'),
      await cancel(stranger, crypto.randomUUID()),
    ]) {
      expect(answer).toMatchObject({ status: 409, code: 'NOT_CHANGEABLE' })
    }
    // As if it had been booked before ten.
    await central.pool.query(
      "UPDATE appointments SET slot = '10:00', body = jsonb_set(body::jsonb, '{slot}', '\"10:00\"')::json WHERE id = $1",
      [id],
    )
    expect(await change(citizen, id, monday, '08:00')).toMatchObject({ code: 'NOT_CHANGEABLE' })
    expect(await cancel(citizen, id)).toMatchObject({ code: 'NOT_CHANGEABLE' })
    expect((await bodyOf(id))?.state).toBe('booked')
  })
})

describe('cancelling', () => {
  test('frees the seat and the person; the office pulls it; a repeat is answered alike', async () => {
    const citizen = await newCitizen()
    const id = idOf(await book(citizen, '2026-11-30', '08:00'))
    const answer = await cancel(citizen, id)
    expect(answer).toMatchObject({ status: 200, appointment: { id, state: 'cancelled' } })
    expect(await taken('2026-11-30', '08:00')).toBe(0)
    const body = appointmentSchema.strict().parse(await bodyOf(id))
    expect(body.withdrawal?.revision).toBe(body.revision)
    expect(await historyOf(citizen.registrationId)).toEqual(['pre_registered', 'booked', 'cancelled'])
    expect((await messagesTo())?.kind).toBe('appointment_cancelled')
    const revision = await revisionOf()
    expect(await cancel(citizen, id)).toEqual(answer)
    expect(await revisionOf()).toBe(revision)
    expect((await book(citizen, '2026-11-30', '08:00')).status).toBe(201)
  })
})

describe('an appointment whose day has passed', () => {
  let later: TestCentral
  beforeAll(async () => {
    later = await startTestCentral({
      databaseUrl: central.databaseUrl,
      clock: clockFrom('2026-11-26T06:52:00.000Z'),
      limits: 'off',
    })
  })
  afterAll(() => later.close())
  const bookLater = (citizen: Credentials, date: string, slot: string, officeId = office) =>
    ask(later.url, '/v1/appointments', { ...citizen, officeId, date, slot })

  test('without that the office closed it is cancelled when another is booked, at whichever office', async () => {
    const citizen = await newCitizen()
    const other = await insertOffice(central.pool)
    const old = idOf(await book(citizen, tuesday, '09:30'))
    const fresh = await bookLater(citizen, '2026-11-28', '09:30', other)
    expect(fresh.status).toBe(201)
    expect((await bodyOf(old))?.state).toBe('cancelled')
    expect(
      await only('SELECT appointment_id FROM live_appointments WHERE national_code = $1', [
        citizen.nationalCode,
      ]),
    ).toEqual({ appointment_id: idOf(fresh) })
    const event = await only<{ body: unknown }>('SELECT body FROM office_events WHERE appointment_id = $1', [
      old,
    ])
    expect(event?.body).toMatchObject({ type: 'cancelled', payload: { by: 'operator' } })
    expect(await taken(tuesday, '09:30')).toBe(0)
    expect(await historyOf(citizen.registrationId)).toEqual([
      'pre_registered',
      'booked',
      'cancelled',
      'booked',
    ])
  })

  test('is not changed or cancelled by its citizen, and is kept when nothing else is to be had', async () => {
    const citizen = await newCitizen()
    const old = idOf(await book(citizen, tuesday, '09:00'))
    expect(await ask(later.url, `/v1/appointments/${old}/cancel`, citizen)).toMatchObject({
      code: 'NOT_CHANGEABLE',
    })
    expect(await bookLater(citizen, '2026-11-27', '09:00')).toMatchObject({ code: 'OFFICE_CLOSED' })
    expect((await bodyOf(old))?.state).toBe('booked')
  })

  test("with documents missing stays as it is, and is in nobody's way", async () => {
    const citizen = await newCitizen()
    const there = await insertOffice(central.pool)
    const old = idOf(await book(citizen, monday, '09:30', there))
    await central.pool.query(
      `UPDATE appointments SET state = 'documents_incomplete',
         body = jsonb_set(body::jsonb, '{state}', '"documents_incomplete"')::json WHERE id = $1`,
      [old],
    )
    const fresh = await bookLater(citizen, '2026-11-28', '09:00', there)
    expect(fresh.status).toBe(201)
    expect((await bodyOf(old))?.state).toBe('documents_incomplete')
    expect(await bookLater(citizen, '2026-11-28', '09:30', there)).toMatchObject({ code: 'ALREADY_BOOKED' })
  })
})

describe('the database has the last word', () => {
  test('over seats, whatever the programs believe', async () => {
    const there = await insertOffice(central.pool, { slotCapacity: 1 })
    expect((await book(await newCitizen(), monday, '08:00', there)).status).toBe(201)
    await expect(
      central.pool.query('UPDATE seats SET taken = taken + 1 WHERE office_id = $1', [there]),
    ).rejects.toMatchObject({ code: '23514', constraint: 'never_oversold' })
  })

  test('and a refusal by it is told like any other', async () => {
    const there = await insertOffice(central.pool)
    const [one, two] = [await newCitizen(), await newCitizen()]
    const holder = await central.pool.connect()
    try {
      await holder.query('BEGIN')
      // Someone who forgot the office's lock sells all seats of the slot...
      await holder.query(
        "INSERT INTO seats (office_id, date, slot, capacity, taken) VALUES ($1, $2, '08:00', 2, 2)",
        [there, monday],
      )
      // ... and gives a person an appointment.
      await holder.query(
        "INSERT INTO live_appointments VALUES ($1, gen_random_uuid(), $2, $3, $4, '09:00')",
        [two.nationalCode, two.trackingCode, there, tuesday],
      )
      const answers = Promise.all([book(one, monday, '08:00', there), book(two, monday, '09:30', there)])
      await expect.poll(() => waitingIn(central.pool)).toBeGreaterThan(0)
      await holder.query('COMMIT')
      expect((await answers).map(({ code }) => code)).toEqual(['SLOT_FULL', 'ALREADY_BOOKED'])
    } finally {
      holder.release()
    }
    expect(await revisionOf(there)).toBe(1)
  })
})

test('an office that somebody holds for long keeps nobody from booking at the others', async () => {
  const [stuck, free] = [
    await insertOffice(central.pool),
    await insertOffice(central.pool, { slotCapacity: 9 }),
  ]
  const people = await Promise.all(Array.from({ length: 10 }, newCitizen))
  const holder = await central.pool.connect()
  let answers: Awaited<ReturnType<typeof book>>[] = []
  try {
    await holder.query('BEGIN')
    await holder.query('SELECT FROM office_revisions WHERE office_id = $1 FOR UPDATE', [stuck])
    const all = people.map((citizen, index) => book(citizen, monday, '08:00', index < 2 ? stuck : free))
    answers = await Promise.all(all.slice(2))
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201))
    await holder.query('COMMIT')
    answers = await Promise.all(all.slice(0, 2))
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
  } finally {
    holder.release()
  }
})
