import type { RefusalCode } from '#shared/domain/refusal.ts'
import type { ExchangeRefusal } from '#shared/exchange/exchange-error.ts'
import type { BookingRefusal } from '../booking/decide.ts'

/** Why a command was refused. Codes are stable: programs that call the command line go by them. Those of the rule book, of booking and of exchange files are theirs. */
export type AdminErrorCode =
  | RefusalCode
  | BookingRefusal['code']
  | ExchangeRefusal
  | 'appointment_unknown'
  | 'usage'
  | 'option_invalid'
  | 'data_dir_unknown'
  | 'data_dir_unreachable'
  | 'file_unreadable'
  | 'file_invalid'
  | 'rows_invalid'
  | 'not_found'
  | 'already_exists'
  | 'nothing_to_change'
  | 'version_not_newer'
  | 'already_revoked'
  | 'log_not_whole'
  | 'stage_unknown'
  | 'stage_not_of_issuance'
  | 'stage_too_early'
  | 'stage_out_of_order'
  | 'registration_over'
  | 'device_revoked'
  | 'chain_broken'
  | 'sequence_gap'
  | 'exchange_key_unknown'
  | 'file_unwritable'

/** A refusal with a sentence for the operator. `usage` and `option_invalid` end with exit code 2, others with 1. */
export class AdminError extends Error {
  override readonly name = 'AdminError'
  readonly code: AdminErrorCode
  /** For programs: rows that do not fit, and the like. No personal data. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: AdminErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.code = code
    this.details = details
  }

  get exitCode(): 1 | 2 {
    return this.code === 'usage' || this.code === 'option_invalid' ? 2 : 1
  }
}
