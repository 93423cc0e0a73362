import { createRouterClient, implement } from '@orpc/server'
import { createLive } from '#core/live.ts'
import { toEntry } from '#core/services/queue.ts'
import type { ClosingReport } from '#shared/contract/closing-report.ts'
import type { Backup, Condition } from '#shared/contract/condition.ts'
import type { DeviceStatus } from '#shared/contract/device.ts'
import type { Diagnostics } from '#shared/contract/diagnostics.ts'
import type { EscrowState } from '#shared/contract/escrow.ts'
import type { LogEntry, LogVerification } from '#shared/contract/event-log.ts'
import type {
  Colleague,
  DayRow,
  HistoryEntry,
  LiveNotice,
  ParkedEvent,
  QueueEntry,
  RecordSync,
  SyncStatus,
  User,
  Visit,
} from '#shared/contract/office.ts'
import { officeContract } from '#shared/contract/office.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { addDays } from '#shared/domain/civil-date.ts'
import type { OfficeDay } from '#shared/domain/day.ts'
import { countStates, openDay, reduceDay, refusalToClose } from '#shared/domain/day.ts'
import { missingItems, parseDetail } from '#shared/domain/documents.ts'
import type { Actor, AppointmentEventType, AppointmentPayload, DayEvent } from '#shared/domain/event.ts'
import { chainStart } from '#shared/domain/event.ts'
import { noShowFrom } from '#shared/domain/no-show.ts'
import { searchKey } from '#shared/domain/persian-text.ts'
import { reduce } from '#shared/domain/reduce.ts'
import { isOfficeClosed } from '#shared/domain/rules.ts'
import { scheduleSubject } from '#shared/domain/schedule-copy.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import type { turnPayloads } from '#shared/domain/turn.ts'
import { citizenServicesDouble } from './citizen-services-double.ts'
import { demoOffice, demoRules } from './demo-day.ts'
import { deviceStatus } from './device-double.ts'
import { deviceId, event, nextId } from './domain-fixtures.ts'
import { eventLogDouble } from './event-log-double.ts'
import { papersDouble } from './papers-double.ts'
import { oneTimeDouble, peopleDouble } from './people-double.ts'
import { lineOf, pickNext, roomOf } from './queue-double.ts'
import { type ReportDouble, reportDouble } from './report-double.ts'
import { syncStatus } from './sync-status.ts'
import { walkInDouble } from './walk-in-double.ts'

/** 10:22 of Tehran on 1 Azar 1405. */
const demoNow = '2026-11-22T06:52:00.000Z'

export type DoubleOptions = {
  appointments: readonly Appointment[]
  user?: User | null
  /** Who else may sign in, by their names. */
  users?: readonly User[]
  /** The people of the office, as the supervisor sees them. */
  people?: readonly Colleague[]
  now?: string
  sync?: Partial<SyncStatus>
  /** How each record stands; all are sent unless told otherwise. */
  syncOf?: (appointment: Appointment) => RecordSync
  activated?: boolean
  /** What else the device says of itself. */
  device?: Partial<DeviceStatus>
  /** Milliseconds before each answer. */
  latency?: number
  /** What is amiss. */
  conditions?: readonly Condition[]
  /** Whether a recovery code was made. */
  escrow?: EscrowState
  /** Copies of the database. */
  backups?: readonly Backup[]
  /** What the central system refused. */
  parked?: readonly ParkedEvent[]
  /** The report of events, oldest first, and what the check of its chain says. */
  log?: readonly LogEntry[]
  verification?: LogVerification
  untilVerified?: (signal: AbortSignal | undefined) => Promise<void>
  /** What the log of reports says; an office in which nothing has happened unless told otherwise. */
  report?: ReportDouble
}

/** The row of an appointment, as the core's list has it. */
export function rowOf(appointment: Appointment, sync: RecordSync = 'sent'): DayRow {
  const { firstName, lastName, fatherName, nationalCode, trackingCode, mobile } = appointment.applicant
  const { id, date, slot, requestKind, state, queueNumber } = appointment
  return {
    id,
    date,
    slot,
    firstName,
    lastName,
    fatherName,
    nationalCode,
    trackingCode,
    mobile,
    requestKind,
    state,
    queueNumber,
    sync,
    unconfirmed: appointment.revision === 0,
    searchKey: [searchKey(`${firstName} ${lastName} ${firstName}`), nationalCode, trackingCode, mobile ?? '']
      .filter((part) => part !== '')
      .join(' '),
  }
}

/**
 * An office's core in memory, by the same contract and the same rule book, for component tests and pictures. It keeps
 * nothing, sends nothing and checks no roles beyond what `reduce` does.
 */
export function officeClientDouble(options: DoubleOptions) {
  const { now = demoNow, latency = 0, syncOf = () => 'sent' as const } = options
  const today = tehranDateOf(now)
  const live = createLive()
  const citizen = citizenServicesDouble({ today, now })
  const appointments = new Map(options.appointments.map((appointment) => [appointment.id, appointment]))
  const history = new Map<string, HistoryEntry[]>()
  const days = new Map<string, OfficeDay>()
  let conditions = [...(options.conditions ?? [])]
  let backups = [...(options.backups ?? [])]
  let escrow: EscrowState = options.escrow ?? { madeAt: null, confirmed: false, wanted: false }
  let parked = [...(options.parked ?? [])]
  const calls: string[] = []
  let user = options.user ?? null
  let activated = options.activated ?? true
  let sync = syncStatus({ lastSyncAt: now, ...options.sync })

  const os = implement(officeContract).use(async ({ next, path }) => {
    calls.push(path.join('.'))
    if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency))
    return next()
  })

  const find = (id: string) => appointments.get(id)
  const rowsOf = (date: string) =>
    [...appointments.values()].filter((one) => one.date === date).map((one) => rowOf(one, syncOf(one)))
  const actor = (): Actor => ({
    kind: 'user',
    userId: user?.id ?? '018f0000-0000-7000-8000-0000000000ff',
    displayName: user?.displayName ?? '',
    roles: user?.roles ?? ['reception'],
  })
  const visitOf = (appointment: Appointment): Visit => ({
    appointment,
    items: demoRules.requirementSets[0]?.items ?? [],
    sync: syncOf(appointment),
    history: history.get(appointment.id) ?? [],
    noShowFrom: noShowFrom(appointment.date, appointment.slot, demoRules.graceMinutes),
    dayClosed: dayOf(appointment.date).closed !== null,
    papers: papers.ofAppointment(appointment.id),
  })
  const dayOf = (date: string): OfficeDay => days.get(date) ?? openDay(demoOffice.id, date)

  type Errors = { NOT_FOUND: () => Error; REFUSED: (options: { data: never }) => Error }

  /** The rule book decides, as in the core. */
  function act<T extends AppointmentEventType>(
    errors: Errors,
    appointmentId: string,
    type: T,
    payload: AppointmentPayload<T>,
  ): Visit {
    const known = find(appointmentId)
    if (!known) throw errors.NOT_FOUND()
    if (dayOf(known.date).closed) throw errors.REFUSED({ data: { code: 'day_already_closed' } as never })
    const made = event(type, payload, {
      appointmentId,
      officeId: known.officeId,
      actor: actor(),
      deviceTime: now,
    })
    const outcome = reduce(known, made, demoRules)
    if (!outcome.ok) throw errors.REFUSED({ data: outcome.refusal as never })
    appointments.set(appointmentId, outcome.value)
    history.set(appointmentId, [
      ...(history.get(appointmentId) ?? []),
      { eventId: made.id, type, payload, actor: made.actor, at: now, sync: 'queued', code: null },
    ])
    emit({
      kind: 'appointments',
      rows: [rowOf(outcome.value, 'queued')],
      origin: 'office',
      userId: user?.id ?? null,
    })
    return visitOf(outcome.value)
  }

  /** The same for a day. */
  function actOnDay(errors: Pick<Errors, 'REFUSED'>, act: Pick<DayEvent, 'type' | 'payload'>): OfficeDay {
    const made = {
      id: nextId(),
      officeId: demoOffice.id,
      deviceId,
      deviceSeq: 1,
      actor: actor(),
      deviceTime: now,
      clockOffsetMs: 0,
      previousHash: chainStart,
      appointmentId: null,
      ...act,
    } as DayEvent
    const outcome = reduceDay(dayOf(act.payload.date), made)
    if (!outcome.ok) throw errors.REFUSED({ data: outcome.refusal as never })
    days.set(act.payload.date, outcome.value)
    const reason = 'reason' in act.payload ? act.payload.reason : null
    const what = act.type === 'day_closed' ? 'closed' : 'reopened'
    turns.push({ date: act.payload.date, turn: { what, by: user?.displayName ?? null, at: now, reason } })
    emit({ kind: 'day', day: outcome.value })
    return outcome.value
  }

  function settle(errors: Pick<Errors, 'NOT_FOUND'>, eventId: string): ParkedEvent[] {
    if (!parked.some((one) => one.event.eventId === eventId)) throw errors.NOT_FOUND()
    parked = parked.filter((one) => one.event.eventId !== eventId)
    sync = { ...sync, parked: parked.length }
    return parked
  }

  const emit = (notice: LiveNotice) => live.publish(notice)
  const nextQueueNumber = () =>
    1 + Math.max(0, ...[...appointments.values()].map((one) => one.queueNumber ?? 0))

  const walkIn = walkInDouble({
    today,
    rowsOf,
    isOffline: () => sync.connection === 'offline',
    actor,
    take(appointment) {
      appointments.set(appointment.id, appointment)
      const { id, queueNumber } = appointment
      if (queueNumber !== null) {
        const arrival = {
          eventId: nextId(),
          type: 'checked_in',
          payload: { queueNumber, reason: null },
        } as const
        history.set(id, [{ ...arrival, actor: actor(), at: now, sync: 'queued', code: null }])
      }
      emit({
        kind: 'appointments',
        rows: [rowOf(appointment, 'queued')],
        origin: 'office',
        userId: user?.id ?? null,
      })
      return visitOf(appointment)
    },
  })

  /** An act of the queue, and where it has put the applicant. */
  function move<T extends keyof typeof turnPayloads>(
    errors: Errors,
    appointmentId: string,
    type: T,
    payload: AppointmentPayload<T>,
  ): QueueEntry {
    act(errors, appointmentId, type, payload)
    const { waiting, atDesk } = lineOf(appointments.values(), today)
    const placed = [...atDesk, ...waiting].find(({ visit }) => visit.id === appointmentId)
    if (!placed) throw errors.NOT_FOUND()
    return toEntry(placed)
  }
  const turns: { date: string; turn: ClosingReport['turns'][number] }[] = []
  const papers = papersDouble({
    now,
    nameOf(appointmentId) {
      const applicant = find(appointmentId)?.applicant
      return applicant ? `${applicant.firstName} ${applicant.lastName}` : null
    },
    changed: (date, appointmentId) => emit({ kind: 'papers', date, appointmentId }),
  })

  const people = peopleDouble({
    people: options.people ?? [],
    actor,
    changed: () => emit({ kind: 'people' }),
  })

  const router = os.router({
    device: {
      status: os.device.status.handler(() => ({
        ...deviceStatus,
        activated,
        office: activated ? demoOffice : null,
        ...options.device,
      })),
      reach: os.device.reach.handler(({ input, errors }) => {
        if (!input.centralUrl.includes('central')) throw errors.CENTRAL_UNREACHABLE()
        return {}
      }),
      activate: os.device.activate.handler(({ input, errors }) => {
        if (!input.activationCode.startsWith('DEMO')) throw errors.ACTIVATION_CODE_INVALID()
        activated = true
        return { officeName: demoOffice.name }
      }),
    },
    session: {
      signIn: os.session.signIn.handler(({ input, errors }) => {
        if (input.password !== 'pishkhan-demo') throw errors.INVALID_CREDENTIALS()
        user = options.users?.find(({ username }) => username === input.username) ?? options.user ?? demoUser
        return user
      }),
      signOut: os.session.signOut.handler(() => {
        user = null
        return {}
      }),
      changePassword: os.session.changePassword.handler(({ input, errors }) => {
        if (user === null) throw errors.SIGN_IN_REQUIRED()
        const why = people.changePassword(user, input.present, input.password)
        if (why === 'wrong') throw errors.INVALID_CREDENTIALS()
        if (why !== null) throw errors.PASSWORD_REFUSED({ data: { why } })
        user = { ...user, mustChangePassword: false }
        return user
      }),
      current: os.session.current.handler(() => ({ user, now, today })),
    },
    reports: {
      get: os.reports.get.handler(({ input }) => reportDouble(options.report ?? {}, { ...input, now })),
    },
    people: {
      list: os.people.list.handler(() => people.list()),
      add: os.people.add.handler(({ input, errors }) => {
        const done = people.add(input)
        if (!done.ok) throw errors.REFUSED({ data: done.refusal as never })
        return { colleague: people.toColleague(done.user), oneTimePassword: oneTimeDouble }
      }),
      change: os.people.change.handler(({ input, errors }) => {
        const done = people.change(input.userId, input.changes)
        if (!done.ok) throw errors.REFUSED({ data: done.refusal as never })
        return people.toColleague(done.user)
      }),
      resetPassword: os.people.resetPassword.handler(({ input, errors }) => {
        const done = people.reset(input.userId)
        if (!done.ok) throw errors.REFUSED({ data: done.refusal as never })
        return { colleague: people.toColleague(done.user), oneTimePassword: oneTimeDouble }
      }),
    },
    day: {
      list: os.day.list.handler(({ input }) => ({
        date: input.date,
        rows: rowsOf(input.date),
        day: dayOf(input.date),
      })),
      calendar: os.day.calendar.handler(({ input }) => {
        const days = []
        for (let date = input.from; date <= input.to; date = addDays(date, 1)) {
          const rows = rowsOf(date)
          const served = rows.filter((row) => row.state === 'served').length
          if (rows.length > 0) days.push({ date, appointments: rows.length, served, closed: date < today })
        }
        return days
      }),
      markNoShows: os.day.markNoShows.handler(({ input: { date, appointmentIds }, errors }) => {
        for (const id of appointmentIds) act(errors, id, 'marked_no_show', { cause: 'marked' })
        return { date, rows: rowsOf(date), day: dayOf(date) }
      }),
      close: os.day.close.handler(({ input: { date }, errors }) => {
        const refusal = refusalToClose(rowsOf(date))
        if (refusal) throw errors.REFUSED({ data: refusal as never })
        const booked = rowsOf(date).filter(({ state }) => state === 'booked')
        for (const row of isOfficeClosed(options.device?.office?.rules ?? demoRules, date) ? [] : booked) {
          act(errors, row.id, 'marked_no_show', { cause: 'day_closed' })
        }
        const counts = countStates(rowsOf(date).map((row) => row.state))
        return actOnDay(errors, { type: 'day_closed', payload: { date, counts } })
      }),
      closingReport: os.day.closingReport.handler(({ input: { date } }) => ({
        date,
        counts: countStates(rowsOf(date).map(({ state }) => state)),
        turns: turns.filter((one) => one.date === date).map(({ turn }) => turn),
        unprinted: papers.unprinted(date).filter(({ paper }) => paper !== 'closing_report').length,
        waiting: { changes: 0, since: null },
        preparedBy: user?.displayName ?? '',
        printed: papers.newestReport(date),
      })),
      reopen: os.day.reopen.handler(({ input, errors }) =>
        actOnDay(errors, { type: 'day_reopened', payload: input }),
      ),
    },
    visit: {
      get: os.visit.get.handler(({ input, errors }) => {
        const known = find(input.appointmentId)
        if (!known) throw errors.NOT_FOUND()
        return visitOf(known)
      }),
      find: os.visit.find.handler(({ input }) =>
        [...appointments.values()]
          .filter(
            ({ applicant }) => applicant.nationalCode === input.code || applicant.trackingCode === input.code,
          )
          .map((one) => rowOf(one, syncOf(one))),
      ),
      checkIn: os.visit.checkIn.handler(({ input, errors }) =>
        act(errors, input.appointmentId, 'checked_in', {
          queueNumber: nextQueueNumber(),
          reason: input.reason,
        }),
      ),
      undoCheckIn: os.visit.undoCheckIn.handler(({ input, errors }) =>
        act(errors, input.appointmentId, 'check_in_undone', { reason: input.reason }),
      ),
      recordReturn: os.visit.recordReturn.handler(({ input, errors }) =>
        act(errors, input.appointmentId, 'returned', {}),
      ),
      serve: os.visit.serve.handler(({ input, errors }) => act(errors, input.appointmentId, 'served', {})),
      markNoShow: os.visit.markNoShow.handler(({ input, errors }) =>
        act(errors, input.appointmentId, 'marked_no_show', { cause: 'marked' }),
      ),
      reverseNoShow: os.visit.reverseNoShow.handler(({ input, errors }) =>
        act(errors, input.appointmentId, 'no_show_reversed', { reason: input.reason }),
      ),
    },
    documents: {
      decide: os.documents.decide.handler(({ input: { appointmentId, ...decision }, errors }) =>
        act(errors, appointmentId, 'document_decided', decision),
      ),
      correct: os.documents.correct.handler(({ input, errors }) => {
        const parsed = parseDetail(input.field, input.value, { areaCode: demoOffice.areaCode })
        const value = parsed.ok ? parsed.value : input.value
        return act(errors, input.appointmentId, 'details_corrected', { field: input.field, value })
      }),
      conclude: os.documents.conclude.handler(({ input, errors }) => {
        const known = find(input.appointmentId)
        if (!known) throw errors.NOT_FOUND()
        const missing = missingItems(known, visitOf(known).items)
        const outcome = missing.length > 0 ? 'incomplete' : 'complete'
        return act(errors, input.appointmentId, 'documents_concluded', { outcome })
      }),
    },
    schedule: {
      get: os.schedule.get.handler(({ input }) => ({
        filter: input,
        office: demoOffice,
        dataAsOf: now,
        preparedBy: user?.displayName ?? '',
        rows: rowsOf(input.date).filter(
          (row) =>
            (input.states.length === 0 || input.states.includes(row.state)) &&
            (input.slot === null || row.slot === input.slot),
        ),
      })),
      recordCopy: os.schedule.recordCopy.handler(({ input }) =>
        papers.begin('schedule', input.date, scheduleSubject(input)),
      ),
    },
    paper: {
      beginSlip: os.paper.beginSlip.handler(({ input, errors }) => {
        const known = find(input.appointmentId)
        if (!known) throw errors.NOT_FOUND()
        return papers.begin(input.slip, known.date, input.appointmentId)
      }),
      beginReport: os.paper.beginReport.handler(({ input }) =>
        papers.begin('closing_report', input.date, ''),
      ),
      end: os.paper.end.handler(({ input }) => {
        papers.end(input.printId, input.end)
        return {}
      }),
      unprinted: os.paper.unprinted.handler(({ input }) => papers.unprinted(input.date)),
    },
    log: eventLogDouble({
      entries: () => options.log ?? [],
      people: [{ id: demoUser.id, displayName: demoUser.displayName, active: true }],
      ...(options.verification ? { verification: options.verification } : {}),
      ...(options.untilVerified ? { untilVerified: options.untilVerified } : {}),
    }),
    citizen: citizen.router,
    sync: {
      status: os.sync.status.handler(() => sync),
      now: os.sync.now.handler(() => {
        sync = { ...sync, lastSyncAt: now }
        return sync
      }),
      tray: os.sync.tray.handler(() => parked),
      retry: os.sync.retry.handler(({ input, errors }) => settle(errors, input.eventId)),
      withdraw: os.sync.withdraw.handler(({ input, errors }) => settle(errors, input.eventId)),
    },
    condition: {
      get: os.condition.get.handler(() => conditions),
      acknowledgeRecovery: os.condition.acknowledgeRecovery.handler(() => {
        conditions = conditions.filter(({ code }) => code !== 'database_restored')
        return conditions
      }),
      takeOver: os.condition.takeOver.handler(({ errors }) => {
        if (sync.connection === 'offline') throw errors.CENTRAL_UNREACHABLE()
        conditions = conditions.filter(({ code }) => code !== 'host_elsewhere')
        return conditions
      }),
    },
    escrow: {
      state: os.escrow.state.handler(() => escrow),
      make: os.escrow.make.handler(() => {
        escrow = { madeAt: now, confirmed: false, wanted: escrow.wanted }
        return { code: demoEscrowCode, madeAt: now }
      }),
      confirm: os.escrow.confirm.handler(({ input }) => {
        escrow = { madeAt: input.madeAt, confirmed: true, wanted: false }
        setConditions(conditions.filter(({ code }) => code !== 'escrow_missing'))
        return escrow
      }),
      postpone: os.escrow.postpone.handler(() => {
        escrow = { ...escrow, wanted: false }
        setConditions(
          conditions.map((each) => (each.code === 'escrow_missing' ? { ...each, wanted: false } : each)),
        )
        return escrow
      }),
    },
    backup: {
      list: os.backup.list.handler(() => backups),
      make: os.backup.make.handler(() => {
        backups = [{ name: `made ${backups.length}`, at: now, bytes: 2_400_000, whole: true }, ...backups]
        return backups
      }),
      restore: os.backup.restore.handler(({ input, errors }) => {
        if (!backups.some(({ name, whole }) => whole && name === input.name)) throw errors.COPY_UNUSABLE()
        return {}
      }),
    },
    walkIn: walkIn.router,
    diagnostics: { collect: os.diagnostics.collect.handler(() => diagnosticsOf(sync, rowsOf(today).length)) },
    exchange: {
      waiting: os.exchange.waiting.handler(() => ({
        changes: sync.queued,
        since: sync.queued > 0 ? now : null,
      })),
      exportEvents: os.exchange.exportEvents.handler(() => ({
        fileName: 'events-72-104-1405-09-01-1022',
        text: 'sealed',
        changes: sync.queued,
      })),
      importList: os.exchange.importList.handler(({ input, errors }) => {
        if (input.text !== 'list') throw errors.EXCHANGE_FILE_REFUSED({ data: { why: 'damaged' } })
        const changed = { appointments: 12, days: 1, office: false, people: 0, answered: 3, refused: 1 }
        return { madeAt: now, from: today, isOlder: false, ...changed }
      }),
    },
    queue: {
      get: os.queue.get.handler(() => {
        const { waiting, atDesk } = lineOf(appointments.values(), today)
        return { date: today, waiting: waiting.map(toEntry), atDesk: atDesk.map(toEntry) }
      }),
      callNext: os.queue.callNext.handler(({ input: { desk }, errors }) => {
        const picked = pickNext(lineOf(appointments.values(), today), desk)
        if ('code' in picked) throw errors.REFUSED({ data: picked as never })
        return move(errors, picked.visit.id, 'called', { desk, outOfTurn: false })
      }),
      call: os.queue.call.handler(({ input: { appointmentId, desk }, errors }) =>
        move(errors, appointmentId, 'called', { desk, outOfTurn: true }),
      ),
      recall: os.queue.recall.handler(({ input, errors }) =>
        move(errors, input.appointmentId, 'recalled', {}),
      ),
      skip: os.queue.skip.handler(({ input, errors }) =>
        move(errors, input.appointmentId, 'call_skipped', {}),
      ),
      handOver: os.queue.handOver.handler(({ input: { appointmentId, desk, note }, errors }) =>
        move(errors, appointmentId, 'handed_over', { desk, note: note || null }),
      ),
    },
    display: {
      watch: os.display.watch.handler(async function* ({ signal }) {
        yield roomOf(lineOf(appointments.values(), today))
        for await (const _ of live.subscribe(signal)) yield roomOf(lineOf(appointments.values(), today))
      }),
    },
    live: { watch: os.live.watch.handler(({ signal }) => live.subscribe(signal)) },
  })

  /** Something is amiss from now on, or no more. */
  const setConditions = (next: readonly Condition[]) => {
    conditions = [...next]
    emit({ kind: 'condition', conditions })
  }

  return {
    client: createRouterClient(router),
    emit,
    setConditions,
    calls,
    appointments,
    citizen,
    walkIn,
    papers,
  }
}

const diagnosticsOf = (sync: SyncStatus, appointmentsToday: number): Diagnostics => ({
  madeAt: demoNow,
  program: { version: '0.1.0', runtime: 'Node 24.21.0', platform: 'linux x64', system: '6.8.0' },
  office: {
    code: demoOffice.code,
    deviceId,
    activatedAt: '2026-11-01T05:30:00.000Z',
    centralUrl: 'https://central.example',
  },
  sync: { ...sync, dataAsOf: demoNow },
  counts: { today: '2026-11-22', appointmentsToday, events: 1204 },
  storage: {
    isSound: true,
    isLogWhole: true,
    databaseKiB: 4_812,
    walKiB: 640,
    freeKiB: 182_400_000,
    backups: 5,
    newestBackupAt: '2026-11-22T05:58:11.000Z',
  },
  log: [
    '{"time":"2026-11-22T04:31:07.120Z","level":"warn","event":"sync_failed","exchange":"pull","code":"network"}',
  ],
})

/** What the double makes whenever it is asked for one. */
export const demoEscrowCode = '7K3M-9QXT-0B4H-PZ6R-2WNE-1SDV-8CJA'

export const demoUser: User = {
  id: '018f0000-0000-7000-8000-0000000000e2',
  username: 'madarek',
  displayName: 'مریم کاظمی',
  roles: ['reception', 'documents', 'supervisor'],
  desk: '2',
  mustChangePassword: false,
}
