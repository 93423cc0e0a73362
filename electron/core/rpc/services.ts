import type { ParkedEvent, SyncStatus } from '#shared/contract/office.ts'
import type { ConditionService } from '../condition/condition.ts'
import type { KeyEscrow } from '../escrow/key-escrow.ts'
import type { ExchangeService } from '../exchange/exchange-service.ts'
import type { Live } from '../live.ts'
import type { Log } from '../log.ts'
import type { BackupService } from '../recovery/backup-service.ts'
import type { CitizenServices } from '../services/citizen-services.ts'
import type { ClosingReportService } from '../services/closing-report.ts'
import type { DayService } from '../services/day.ts'
import type { DeviceService } from '../services/device.ts'
import type { DiagnosticsService } from '../services/diagnostics.ts'
import type { DocumentsService } from '../services/documents.ts'
import type { EventLogService } from '../services/event-log.ts'
import type { UserActor } from '../services/office-context.ts'
import type { PapersService } from '../services/papers.ts'
import type { PeopleService } from '../services/people.ts'
import type { QueueService } from '../services/queue.ts'
import type { ReportsService } from '../services/reports.ts'
import type { ScheduleService } from '../services/schedule.ts'
import type { SessionService } from '../services/session.ts'
import type { Viewings } from '../services/viewings.ts'
import type { VisitService } from '../services/visit.ts'
import type { WaitingRoomService } from '../services/waiting-room.ts'
import type { WalkInService } from '../services/walk-in.ts'

/** What the router works with, and nothing else: the whole core, seen from a screen. */
export type RouterServices = {
  device: DeviceService
  session: SessionService
  day: DayService
  closingReport: ClosingReportService
  visit: VisitService
  documents: DocumentsService
  schedule: ScheduleService
  papers: PapersService
  citizen: CitizenServices
  walkIn: WalkInService
  queue: QueueService
  waitingRoom: WaitingRoomService
  diagnostics: DiagnosticsService
  people: PeopleService
  exchange: ExchangeService
  eventLog: EventLogService
  reports: ReportsService
  viewings: Viewings
  sync: { status(): SyncStatus; syncNow(): Promise<unknown>; takeOver(): Promise<void> }
  tray: {
    list(): ParkedEvent[]
    retry(actor: UserActor, eventId: string): ParkedEvent[]
    withdraw(actor: UserActor, eventId: string, reason: string): ParkedEvent[]
  }
  condition: Pick<ConditionService, 'get' | 'look' | 'acknowledgeRecovery'>
  escrow: KeyEscrow
  backup: BackupService
  live: Live
  log: Log
}
