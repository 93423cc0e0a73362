import {
  ArrowRightLeft,
  Ban,
  BellRing,
  Check,
  CheckCheck,
  Clock3,
  Eye,
  FileDown,
  FileLock,
  KeyRound,
  Lock,
  LockOpen,
  type LucideIcon,
  Megaphone,
  Minus,
  Pencil,
  Printer,
  PrinterX,
  RotateCcw,
  Search,
  SkipForward,
  TriangleAlert,
  Undo2,
  UserRoundCheck,
  UserRoundCog,
  UserRoundPlus,
  X,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { LogEntry } from '#shared/contract/event-log.ts'

const syncLooks = {
  queued: { icon: Clock3, colour: 'text-second' },
  sent: { icon: Check, colour: 'text-third' },
  parked: { icon: TriangleAlert, colour: 'text-no-show' },
  withdrawn: { icon: Undo2, colour: 'text-second' },
  noted: { icon: TriangleAlert, colour: 'text-second' },
} as const

/** What became of an event at the central system, by icon and word. */
export function EventSync({ sync }: { sync: LogEntry['sync'] }) {
  const { t } = useTranslation()
  const { icon: Icon, colour } = syncLooks[sync]
  return (
    <span className={`mt-0.5 inline-flex shrink-0 items-center gap-1.5 text-small ${colour}`}>
      <Icon size={14} aria-hidden />
      {t(`history.sync.${sync}`)}
    </span>
  )
}

const icons: Record<Exclude<LogEntry['type'], 'document_decided'>, LucideIcon> = {
  walked_in: UserRoundPlus,
  checked_in: UserRoundCheck,
  check_in_undone: Undo2,
  details_corrected: Pencil,
  documents_concluded: CheckCheck,
  returned: RotateCcw,
  served: CheckCheck,
  marked_no_show: X,
  no_show_reversed: Undo2,
  cancelled: Ban,
  called: Megaphone,
  recalled: BellRing,
  call_skipped: SkipForward,
  handed_over: ArrowRightLeft,
  day_closed: Lock,
  day_reopened: LockOpen,
  user_added: UserRoundPlus,
  user_changed: UserRoundCog,
  password_set: KeyRound,
  record_viewed: Eye,
  person_looked_up: Search,
  schedule_printed: Printer,
  slip_printed: Printer,
  closing_report_printed: Printer,
  print_failed: PrinterX,
  log_exported: FileDown,
  events_exported: FileLock,
}

/** What an event looks like in a list. */
export function iconOf(entry: Pick<LogEntry, 'type' | 'payload'>): LucideIcon {
  if (entry.type !== 'document_decided') return icons[entry.type]
  const { verdict } = entry.payload
  return verdict === 'accepted' ? Check : verdict === 'waived' ? Minus : X
}
