/** What the rest of the office may ask of its database: types only; `open-store.ts` makes one. */
import type { Clock } from '#shared/clock.ts'
import type { EventResult, OfficeHost, OfficeProfile, OfficeUser } from '#shared/contract/central.ts'
import type { Recovery } from '#shared/contract/condition.ts'
import type { DayRow, HistoryEntry, RecordSync } from '#shared/contract/office.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { OfficeDay } from '#shared/domain/day.ts'
import type {
  Actor,
  AppointmentEvent,
  ChangingEvent,
  DayEvent,
  OfficeEvent,
  UserEvent,
} from '#shared/domain/event.ts'
import type { Figures } from '#shared/domain/make-report.ts'
import type { Paper, PrintFailure, PrintOutcome } from '#shared/domain/paper.ts'
import type { InQueue } from '#shared/domain/queue.ts'
import type { People } from '#shared/domain/reduce-user.ts'
import type { CentralExchangeKeys, PrivateSealingKey } from '#shared/exchange/exchange-keys.ts'

export type OpenStoreOptions = {
  /** Path of the database; made when it is not there. Its folder must exist. */
  file: string
  /** 32 random bytes: the raw SQLCipher key, no derivation. */
  key: Uint8Array
  /** Where encrypted copies go, by `backUp` and before a migration. `copiesOf` lists them. */
  backupDir: string
  clock: Clock
}

/** Throws `StorageError`: `database_key_wrong`, `database_corrupt`, `database_newer`, `database_in_use`, … */
export type OpenStore = (options: OpenStoreOptions) => Store

/** `sync` follows from the record's own events: refused and not settled, not answered yet, or all answered. */
export type StoredAppointment = { appointment: Appointment; sync: RecordSync }

/** A day of the day switcher. Cancelled appointments are not counted. */
export type CalendarDay = { date: string; appointments: number; served: number; closed: boolean }

/**
 * `server`: the row as the central system sent it. `shown`: the same with the own pending events applied; the very same
 * object when there are none. `confirmedSeq`: up to which number the own events of the record are in `server`.
 */
export type ServerAppointment = { server: Appointment; shown: Appointment; confirmedSeq?: number }
export type ServerDay = { server: OfficeDay; shown: OfficeDay }

/** Somebody who arrived: as the queue sees them, with the name that is read out at the desk. */
export type Arrival = InQueue & { firstName: string; lastName: string }

export type AppointmentReads = {
  get(id: string): StoredAppointment | undefined
  /** Sorted by slot, then name in Persian order, then national code. Do not mutate: the answer is shared. */
  listDay(date: string): readonly DayRow[]
  /** The rows of these ids that exist; order not promised. */
  rows(ids: readonly string[]): DayRow[]
  /** Everybody who arrived on a day, whatever day their appointment is for; order not promised. */
  arrivals(date: string): Arrival[]
  /** Exact national or tracking code (ASCII digits). `date` first, then the nearest day. */
  findByCode(code: string, date: string): DayRow[]
  calendar(from: string, to: string): CalendarDay[]
  /** The central system's rows without own pending events. */
  serverRows(ids: readonly string[]): Map<string, Appointment>
}

export type AppointmentWrites = {
  /** A change made here: the central system's version is kept beside it until it has caught up. */
  put(appointment: Appointment): void
  /** `round`: the full pull that mentions them (`Settings.pullRound`). */
  putFromServer(rows: readonly ServerAppointment[], round?: number): void
  /**
   * After a pull from the very beginning: forgets what it did not mention, but for walk-ins that the central system has
   * yet to answer, or has refused and nobody has settled. Gives their ids.
   */
  removeBefore(round: number): string[]
  /** The appointments went to another office. Their events stay in the log. */
  remove(ids: readonly string[]): void
}

/**
 * `queued`: not answered yet · `applied` · `rejected`: parked in the tray · `withdrawn`: the supervisor settled it ·
 * `noted`: refused, but nothing that could be settled: it told only that something was seen.
 */
export type EventStatus = 'queued' | 'applied' | 'rejected' | 'withdrawn' | 'noted'

export type QueuedEvent = {
  seq: number
  id: string
  appointmentId: string | null
  /** The event as JSON text, as it was hashed and as it is sent. */
  json: string
  hash: string
}

/** An own event as the journal keeps it. */
export type JournalEntry = { seq: number; hash: string; json: string }

export type LoggedEvent = {
  event: OfficeEvent
  status: EventStatus
  /** Why the central system refused it. */
  code: string | null
  message: string | null
}

/** One that changed something here. */
export type LoggedChange = LoggedEvent & { event: ChangingEvent }

export type EventReads = {
  get(id: string): LoggedEvent | undefined
  /** The newest own event: what the next one's `deviceSeq` and `previousHash` follow. `{ 0, chainStart }` at first. */
  head(): { seq: number; hash: string }
  /** Id of the newest own event of the appointment that is neither rejected nor withdrawn: the next `predecessorId`. */
  lastOfAppointment(appointmentId: string): string | null
  /** Every own event after `seq`, in order, answered or not. */
  loggedAfter(seq: number): JournalEntry[]
  /** Unanswered events after `afterSeq` in order, `limit` at most. */
  queued(limit: number, afterSeq: number): QueuedEvent[]
  /** Own events, in order, that may not be in the central system's row yet: after `confirmedSeq`, and not refused. */
  unconfirmedOf(appointmentIds: readonly string[]): Map<string, AppointmentEvent[]>
  /** The own events of days, by date, that were not refused. */
  unconfirmedOfDays(dates: readonly string[]): Map<string, DayEvent[]>
  /** Each time a day was closed or opened again, here or elsewhere, the first first; without what was refused. */
  turnsOfDay(date: string): DayEvent[]
  /** The own events that concern people, in order, that were not refused. */
  ofPeople(): UserEvent[]
  /** What became of own events that concern people, by person. */
  syncOfPeople(): Map<string, RecordSync>
  /** The newest own event that made this appointment; undefined for one that was booked. */
  walkInOf(appointmentId: string): LoggedEvent | undefined
  /** Own and foreign events of one appointment, oldest first. */
  historyOf(appointmentId: string): HistoryEntry[]
  /** Refused events that nobody has settled, oldest first. */
  parked(): LoggedChange[]
  /** `queued`: changes that are not answered yet. */
  counts(): { queued: number; parked: number }
}

export type EventWrites = {
  /** `hash` is `hashEvent(event)`. The engine refuses a gap in `deviceSeq` and a repeated id. */
  append(event: OfficeEvent, hash: string): void
  /**
   * Stores the answers of a push: up to the last of them every event is answered now, and applied unless it is refused
   * here. Unknown ids are ignored. Gives the events that this answer parked.
   */
  recordResults(results: readonly EventResult[]): LoggedChange[]
  /** The central system asks for everything from `seq` again; gives how many events that are. */
  resendFrom(seq: number): number
  /** Settles a parked event. `replacedBy`: the event that took its place. False when it is not parked. */
  withdraw(
    eventId: string,
    settlement: { by: Actor; reason: string; at: string; replacedBy: string | null },
  ): boolean
  /** Applied events of other devices and of the central side. */
  putForeign(events: readonly { event: OfficeEvent; revision: number }[]): void
}

/** Which entries the report is asked for, worked out to what is stored. */
export type ReportQuestion = {
  /** Instants, the first included, the second not. */
  from: string | null
  until: string | null
  actor: string | null
  types: readonly string[] | null
  /** Ids of appointments and national codes; an entry about any of them. */
  about: readonly string[] | null
}
export type ReportPlace = { at: string; id: string }
/** An entry of this device or, with `own` false, of another one or the central side. */
export type ReportedEvent = { event: OfficeEvent; own: boolean; status: EventStatus; code: string | null }

/** What the report is searched by, beside the event itself. */
export type ReportColumns = {
  appointmentId: string | null
  day: string | null
  subject: string | null
  type: string
  at: string
  actor: string
}

/** A row of the log as it lies in the file, for the check of the chain: nothing of it is taken for granted. */
export type StoredRow = ReportColumns & {
  deviceId: string | null
  seq: number
  id: string
  /** The hash that was written down; null for foreign events. */
  hash: string | null
  body: string
}

/** The log as the supervisor reads it. */
export type ReportReads = {
  /** Newest first, behind `after`. */
  list(question: ReportQuestion, after: ReportPlace | null, limit: number): ReportedEvent[]
  count(question: ReportQuestion): number
  /** Own rows behind a number, in order. */
  ownRows(afterSeq: number, limit: number): StoredRow[]
  /** Rows of other devices, device by device in order. */
  foreignRows(after: { deviceId: string; seq: number } | null, limit: number): StoredRow[]
  /** Number and hash of the newest own event, as noted when it was written. */
  notedHead(): { seq: number; hash: string } | null
}

/** What the supervisor's reports count. */
export type FigureReads = {
  /** Appointments by their day, acts of people by when they were done: the same days as instants, the second not included. */
  of(from: string, to: string, instants: { since: string; until: string }): Figures
  closedDates(from: string, to: string): string[]
  /** The first day of which the office has an appointment. */
  firstDate(): string | null
}

export type UserReads = {
  /** Upper and lower case of Latin letters are the same. */
  byUsername(username: string): OfficeUser | undefined
  get(id: string): OfficeUser | undefined
  /** Everybody, those out of service too, by name. */
  all(): OfficeUser[]
  /** Whether any active user exists. */
  any(): boolean
  /** Everybody as the office has them, and as the central system does: without own pending events. */
  people(): People
  serverPeople(): People
}
export type UserWrites = {
  /** As the central system has them; what is pending here is put on top by `show`. */
  put(users: readonly OfficeUser[], round?: number): void
  /** A change made here: the central system's version is kept beside it until it has caught up. */
  putOwn(user: OfficeUser): void
  /**
   * Everybody as they are shown: the central system's version with own pending events, the very same object where there
   * are none. Whom neither knows is gone.
   */
  show(people: People): void
  /** After a pull from the very beginning: whom it did not mention may not sign in any more. */
  deactivateBefore(round: number): void
}

/** Wrong passwords for a name, by the hash of the name. `lastAt` by the device's clock. */
export type AttemptCounter = { failures: number; lastAt: string }
export type AttemptReads = {
  get(nameHash: string): AttemptCounter | undefined
  /** How many names are counted. */
  count(): number
}
export type AttemptWrites = {
  put(nameHash: string, counter: AttemptCounter): void
  delete(nameHash: string): void
  /** Forgets names without a failure since then. */
  deleteBefore(instant: string): void
}

export type OfficeReads = { get(): OfficeProfile | undefined }
export type OfficeWrites = { put(office: OfficeProfile): void }

export type DayReads = {
  get(date: string): OfficeDay | undefined
  serverRows(dates: readonly string[]): Map<string, OfficeDay>
}
export type DayWrites = {
  /** A change made here. */
  put(day: OfficeDay): void
  putFromServer(days: readonly ServerDay[]): void
  /** The day's next queue number, from 1; taken for good in this transaction, never given twice. */
  nextQueueNumber(date: string): number
  /** A number that was taken before the database was restored. */
  noteQueueNumber(date: string, number: number): void
}

/** What copies are counted of; `subject` is the choice of lines, the appointment, or nothing. */
export type PrintKey = { paper: Paper; date: string; subject: string }
export type Print = PrintKey & {
  /** The event that counted it. */
  id: string
  copy: number
  /** UTC instant. */
  at: string
  /** Null as long as nobody has said. */
  outcome: PrintOutcome | null
  code: PrintFailure | null
}
export type PrintReads = {
  get(id: string): Print | undefined
  /** The newest copy of each paper of a subject that was not given up. */
  newestOf(subject: string): Print[]
  /** Of a day: the newest copy of each paper that was not given up, the last first. */
  newestOfDay(date: string): Print[]
  /** The number of the next copy; the first is 1. */
  nextCopy(key: PrintKey): number
}
export type PrintWrites = {
  add(print: PrintKey & { id: string; copy: number; userId: string; at: string }): void
  end(id: string, end: { outcome: PrintOutcome; code: PrintFailure | null }): void
  /** Nobody can say any more what became of those that nothing was said of. */
  forsakeOpen(): void
}

/** Who this device is to the central system. The private key never leaves the encrypted database. */
export type DeviceIdentity = {
  deviceId: string
  officeId: string
  officeName: string
  centralUrl: string
  /** Ed25519 private key as JWK. */
  privateKey: { kty: 'OKP'; crv: 'Ed25519'; x: string; d: string }
  activatedAt: string
}

export type Settings = {
  device: DeviceIdentity
  /** The key of an activation whose answer has not come yet: a repeat must show the same one. */
  pendingKey: DeviceIdentity['privateKey']
  /** The pull's opaque place (DESIGN 4). */
  cursor: string
  /** Counts the pulls from the very beginning. */
  pullRound: number
  /** Whether the pull of this round has come to an end once. */
  pullRoundComplete: boolean
  /** Measured server clock minus device clock, ms. */
  clockOffsetMs: number
  /** Instant of the last complete exchange. */
  lastSyncAt: string
  /** Instant, by the server's clock, up to which the central system's data are here. */
  dataAsOf: string
  /** Who was the office's host when the central system was asked last. */
  host: OfficeHost
  /** The key that files for this device are sealed for; it never leaves the encrypted database. */
  exchangeKey: PrivateSealingKey
  /** What the central system told of its keys once `exchangeKey` was known there. */
  centralExchangeKeys: CentralExchangeKeys
  /** The newest revision of the central system's data that has come, by whichever way. */
  knownRevision: number
  /** Instant up to which the newest file's data are here, until the line has brought everything since. */
  listFileAt: string
  /** What was done at a start and nobody has read yet. */
  recovery: Recovery
  /** Set when a pull brought what only a newer release of the application knows. */
  leftOut: true
  /** Of the application that worked on this database last. */
  appVersion: string
  /** When the recovery code was made that is on paper. */
  escrowConfirmed: string
  /** When somebody signed in on this device for the first time. */
  firstSignInAt: string
  /** Nobody has been asked yet to make a recovery code. */
  escrowWanted: boolean
  /** Set while the central system may know acts of this device that a restore has lost. */
  ownEventsUnknown: true
}

export type SettingReads = { get<K extends keyof Settings>(key: K): Settings[K] | undefined }
export type SettingWrites = {
  set<K extends keyof Settings>(key: K, value: Settings[K]): void
  delete(key: keyof Settings): void
}

export type Store = {
  readonly appointments: AppointmentReads & AppointmentWrites
  readonly events: EventReads & EventWrites
  readonly report: ReportReads
  readonly figures: FigureReads
  readonly users: UserReads & UserWrites
  readonly attempts: AttemptReads & AttemptWrites
  readonly office: OfficeReads & OfficeWrites
  readonly days: DayReads & DayWrites
  readonly prints: PrintReads & PrintWrites
  readonly settings: SettingReads & SettingWrites
  /**
   * Everything `fn` writes is kept, durably, or nothing is. `fn` is synchronous; a thrown error rolls back and goes on.
   * A transaction within a transaction is part of the outer one.
   */
  transaction<T>(fn: () => T): T
  /** Moves the write-ahead log into the database; for idle moments, so that no clerk waits for it. */
  checkpoint(): void
  /** Whether the engine finds the file whole; reads all of it. */
  isSound(): boolean
  /**
   * Writes an encrypted copy into `backupDir` and opens it once to see that it is one. Gives the number of the newest own
   * event that is in every copy there is. Throws `StorageError`.
   */
  backUp(): number
  close(): void
}
