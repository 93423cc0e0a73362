import { readEvent } from '#central/ingest/read-event.ts'
import { toldInPush } from '#central/ingest/told-result.ts'
import { follow, personKey, type WalkInView, walkInSpan, walkInsOf } from '#central/ingest/walk-ins.ts'
import { type OfficeView, type StoredResult, workBatch } from '#central/ingest/work-batch.ts'
import type { Change, ChangesPage, OfficeProfile } from '#shared/contract/central.ts'
import { type Appointment, bookedAppointment } from '#shared/domain/appointment.ts'
import type { AppointmentEvent } from '#shared/domain/event.ts'
import { centralDeviceId, chainStart } from '#shared/domain/event.ts'
import { hashEvent } from '#shared/domain/event-chain.ts'
import { isBanned } from '#shared/domain/no-show.ts'
import { reduce, stampRevision } from '#shared/domain/reduce.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { exchangeKeys } from '#tests/support/central-double.ts'
import { nextId } from '#tests/support/domain-fixtures.ts'
import type { Answered, CentralAction, CentralSide, RecordedThere } from './central-side.ts'
import {
  appointmentIdOf,
  booked,
  numbersOf,
  offices,
  type Person,
  person,
  slotOf,
  today,
  tomorrow,
} from './country.ts'

/** Several changes may carry one revision; their order among each other is that of the real system's pages. */
const ranks = { office: 0, user: 1, appointment: 2, appointment_removed: 2, day: 3, event: 4 } as const

type OfficeThere = {
  profile: OfficeProfile
  view: OfficeView
  central: { seq: number; hash: string }
  changes: Map<string, Change>
  log: RecordedThere[]
  history: AppointmentEvent[]
  head: { seq: number; hash: string }
  stored: Map<number, StoredResult>
}

/**
 * A double of the central system: its tables are in memory and nobody has to prove who they are. Events are read,
 * judged and numbered by the central system's own code (`readEvent`, `workBatch`), not by an imitation.
 *
 * @param now the central system's clock
 * @param pageRows how many rows the next page of a pull may hold, beside what the office asks for
 */
export function createMemoryCentral(now: () => Date, pageRows: () => number): CentralSide {
  const walkIns: WalkInView = {
    ...walkInSpan(tehranDateOf(now().toISOString())),
    registrations: new Map(),
    live: new Map(),
    bans: new Map(),
    offices: new Map(),
  }
  const people = new Map<number, Person>()
  const there = offices.map(
    (office): OfficeThere => ({
      profile: office.profile,
      view: {
        officeId: office.profile.id,
        rules: office.profile.rules,
        userIds: new Set(Object.values(office.users).map(({ id }) => id)),
        revision: 0,
        appointments: new Map(),
        days: new Map(),
        rejectedIds: new Set(),
        walkIns: null,
        people: {
          people: new Map(Object.values(office.users).map((user) => [user.id, user])),
          takenIds: new Set(),
        },
      },
      central: { seq: 0, hash: chainStart },
      changes: new Map(),
      log: [],
      history: [],
      head: { seq: 0, hash: chainStart },
      stored: new Map(),
    }),
  )
  const at = (place: number): OfficeThere => {
    const found = there[place]
    if (!found) throw new Error(`there is no office ${place}`)
    return found
  }
  let tokens = 1
  let tell: (office: number) => void = () => {}

  const put = (office: OfficeThere, key: string, change: Change) => {
    // The newest row of an entity is the only one, at its new place.
    office.changes.delete(key)
    office.changes.set(key, change)
  }
  const putAppointment = (office: OfficeThere, appointment: Appointment) => {
    office.view.appointments.set(appointment.id, appointment)
    put(office, appointment.id, { entity: 'appointment', revision: appointment.revision, data: appointment })
    follow(walkIns, appointment)
  }
  const putProfile = (office: OfficeThere, profile: OfficeProfile) => {
    office.view.revision += 1
    office.profile = profile
    office.view.rules = profile.rules
    put(office, 'office', { entity: 'office', revision: office.view.revision, data: profile })
  }
  const book = (office: OfficeThere, who: number, id: string, date: string) => {
    const somebody = people.get(who)
    if (!somebody) throw new Error(`there is no person ${who}`)
    office.view.revision += 1
    putAppointment(
      office,
      bookedAppointment({
        id,
        officeId: office.profile.id,
        date,
        slot: slotOf(who),
        requestKind: 'first_issue',
        requirementSet: { id: 'first_issue', version: 1 },
        applicant: somebody.applicant,
        revision: office.view.revision,
      }),
    )
  }
  for (const [place, { users, profile }] of offices.entries()) {
    const office = at(place)
    putProfile(office, profile)
    for (const user of Object.values(users)) {
      office.view.revision += 1
      put(office, user.id, { entity: 'user', revision: office.view.revision, data: user })
    }
  }
  const begin = (schedule: number) => {
    for (const place of there.keys()) {
      for (const [index, who] of numbersOf(schedule, place).entries()) {
        const somebody = person(who)
        const { nationalCode, trackingCode } = somebody.applicant
        const { details } = somebody
        people.set(who, somebody)
        const registration = { details, trackingCode, stage: 'pre_registered', live: true }
        walkIns.registrations.set(personKey(nationalCode, trackingCode), registration)
        if (index < booked.today + booked.tomorrow) {
          book(at(place), who, appointmentIdOf(who), index < booked.today ? today : tomorrow)
        }
      }
      tell(place)
    }
  }

  const push = (office: OfficeThere, deviceId: string, body: string): Answered => {
    const events = (JSON.parse(body) as { events: unknown[] }).events.map(readEvent)
    const { view, stored, log, history } = office
    view.walkIns = walkInsOf(events).length > 0 ? walkIns : null
    const outcome = workBatch(events, deviceId, office.head, view, stored)
    office.head = outcome.head
    for (const { read, result } of outcome.recorded) {
      stored.set(read.deviceSeq, result)
      const { event, hash } = read
      if (event === null) throw new Error('the office has sent an event that does not fit the contract')
      const { status, code } = result
      log.push({ event, status, code, hash })
      if (status === 'rejected') continue
      put(office, event.id, { entity: 'event', revision: result.revision, data: event })
      if (event.appointmentId !== null) history.push(event)
    }
    for (const { after } of outcome.changedAppointments.values()) putAppointment(office, after)
    for (const date of outcome.changedDays) {
      const day = view.days.get(date)
      if (day) put(office, date, { entity: 'day', revision: day.revision, data: day })
    }
    for (const [id, revision] of outcome.changedUsers) {
      const user = view.people?.people.get(id)
      if (user) put(office, id, { entity: 'user', revision, data: user })
    }
    if (outcome.recorded.length > 0) tell(there.indexOf(office))
    const results = outcome.results.map(toldInPush)
    const expectedSeq = outcome.expectedSeq === null ? {} : { expectedSeq: outcome.expectedSeq }
    return json(200, { results, ...expectedSeq, serverTime: now().toISOString() })
  }

  const page = (office: OfficeThere, deviceId: string, cursor: string | null, limit: number): Answered => {
    const [revision = 0, rank = -1] = cursor === null ? [] : cursor.split(':').map(Number)
    const after = [...office.changes.values()]
      .filter(
        (change) =>
          change.revision > revision || (change.revision === revision && ranks[change.entity] > rank),
      )
      .filter((change) => change.entity !== 'event' || change.data.deviceId !== deviceId)
      .sort((a, b) => a.revision - b.revision || ranks[a.entity] - ranks[b.entity])
    const changes = after.slice(0, Math.min(limit, pageRows()))
    const last = changes.at(-1)
    const more = after.length > changes.length
    const end = more && last ? `${last.revision}:${ranks[last.entity]}` : `${office.view.revision}:4`
    const answer: ChangesPage = { changes, cursor: end, more, serverTime: now().toISOString() }
    return json(200, answer)
  }

  const recordAct = (
    office: OfficeThere,
    id: string,
    what: Pick<AppointmentEvent, 'type' | 'payload'>,
  ): boolean => {
    const row = office.view.appointments.get(id)
    if (!row) return false
    const event = {
      id: nextId(),
      officeId: office.profile.id,
      deviceId: centralDeviceId,
      deviceSeq: office.central.seq + 1,
      actor: { kind: 'central' },
      deviceTime: now().toISOString(),
      clockOffsetMs: 0,
      previousHash: office.central.hash,
      appointmentId: id,
      baseRevision: row.revision,
      predecessorId: null,
      ...what,
    } as AppointmentEvent
    const reduction = reduce(row, event, office.view.rules)
    if (!reduction.ok) return false
    office.view.revision += 1
    office.central = { seq: event.deviceSeq, hash: hashEvent(event) }
    putAppointment(office, stampRevision(reduction.value, office.view.revision))
    put(office, event.id, { entity: 'event', revision: office.view.revision, data: event })
    office.history.push(event)
    return true
  }
  const officeOf = (appointmentId: string) => there.find(({ view }) => view.appointments.has(appointmentId))
  const cancel = (appointmentId: string): boolean => {
    const office = officeOf(appointmentId)
    const payload = { by: 'citizen' as const, reason: null }
    return office !== undefined && recordAct(office, appointmentId, { type: 'cancelled', payload })
  }
  const bookFree = (who: number, office: OfficeThere) => {
    const code = people.get(who)?.applicant.nationalCode ?? ''
    const ban = walkIns.bans.get(code)
    if (walkIns.live.has(code) || isBanned(today, ban?.bookableFrom ?? null)) return
    book(office, who, nextId(), today)
  }
  const setClosed = (office: OfficeThere, closed: boolean) => {
    const { rules } = office.view
    const closedDates = closed ? [today] : []
    if ((rules.closedDates ?? []).length === closedDates.length) return
    putProfile(office, { ...office.profile, rules: { ...rules, closedDates } })
    if (!closed) return
    for (const { id, state, date } of [...office.view.appointments.values()]) {
      if (state !== 'no_show' || date !== today) continue
      recordAct(office, id, { type: 'no_show_reversed', payload: { reason: 'تعطیلی دفتر' } })
    }
  }
  const act = (action: CentralAction) => {
    if (action.do === 'cancel') cancel(action.appointmentId)
    else if (action.do === 'book') bookFree(action.who, at(action.office))
    else if (action.do === 'move') {
      const row = officeOf(action.appointmentId)?.view.appointments.get(action.appointmentId)
      const code = row?.applicant.nationalCode
      const [who] = [...people].find(([, { applicant }]) => applicant.nationalCode === code) ?? []
      if (who !== undefined && cancel(action.appointmentId)) bookFree(who, at(action.office))
    } else setClosed(at(action.office), action.do === 'close')
    for (const place of there.keys()) tell(place)
  }

  return {
    ask({ method, url, headers, body }) {
      if (url.pathname === '/v1/token') {
        // Who asks is in the assertion; the double believes it.
        const { client_assertion: assertion } = JSON.parse(String(body)) as { client_assertion: string }
        const claims = JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString()) as {
          iss: string
        }
        return json(200, { access_token: `${tokens}.${claims.iss}`, token_type: 'Bearer', expires_in: 900 })
      }
      const [generation, deviceId = ''] = (headers.authorization ?? '').replace('Bearer ', '').split('.')
      const place = offices.findIndex((office) => office.deviceId === deviceId)
      if (Number(generation) !== tokens || place < 0) return problem(401, 'UNAUTHORIZED')
      if (method === 'POST' && url.pathname === '/v1/office/events')
        return push(at(place), deviceId, String(body))
      if (url.pathname === '/v1/office/changes') {
        const { searchParams } = url
        return page(at(place), deviceId, searchParams.get('cursor'), Number(searchParams.get('limit')))
      }
      if (url.pathname === '/v1/office/host') {
        // Each office has one host here.
        const now = new Date(0).toISOString()
        return json(200, { epoch: 1, isYours: true, deviceName: 'office', since: now, seenAt: now })
      }
      if (url.pathname === '/v1/office/exchange-keys') return json(200, exchangeKeys)
      if (url.pathname === '/v1/office/changes/stream') return { status: 200, headers: {}, body: '' }
      return problem(404, 'NOT_FOUND')
    },
    begin,
    act,
    appointmentsOf: (place) => [...at(place).view.appointments.values()],
    logOf: (place) => at(place).log,
    historyOf: (place) => at(place).history,
    forgetTokens: () => {
      tokens += 1
    },
    onNews: (listener) => {
      tell = listener
    },
  }
}

const json = (status: number, body: unknown): Answered => ({
  status,
  headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' },
  body: JSON.stringify(body),
})
const problem = (status: number, code: string): Answered =>
  json(status, { type: 'about:blank', title: code, status, code })
