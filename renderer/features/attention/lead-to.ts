import type { Matter } from '#shared/contract/attention.ts'
import { go } from '../../app/route.ts'
import { openBackups } from '../backups/backups-store.ts'
import { showConditions } from '../condition/condition-note-store.ts'
import { openEscrow } from '../escrow/escrow-store.ts'
import { openExchange } from '../exchange/exchange-store.ts'

/** Where each is settled; what is not here stands with its remedy in the note across the window. */
const places: Partial<Record<Matter, () => void>> = {
  refusals: () => go('tray'),
  backup_failed: openBackups,
  escrow_missing: openEscrow,
  backlog_old: openExchange,
}

/** Shows where a matter is settled. */
export function leadTo(matter: Matter): void {
  const show = places[matter] ?? showConditions
  show()
}
