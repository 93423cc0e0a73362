/** Why a file that goes between an office and the central system is refused. Codes are stable: told and translated. */
export const exchangeRefusals = [
  /** Something else altogether. */
  'not_an_exchange_file',
  /** Written by a newer version than this one. */
  'newer_format',
  /** Sealed for another office, another device, or another central system. */
  'for_another',
  /** The other of the two kinds: what an office sends, or what it gets. */
  'wrong_kind',
  /** Cut off, or changed on its way. */
  'damaged',
  /** Whoever sealed it is not who it says, or nobody that is known. */
  'sender_not_proven',
  'too_large',
  /** Signed and sealed as it should be; what is in it does not fit the contract. */
  'content_invalid',
] as const
export type ExchangeRefusal = (typeof exchangeRefusals)[number]

/** A file that is not taken in. Nothing was changed. */
export class ExchangeFileError extends Error {
  override readonly name = 'ExchangeFileError'
  readonly code: ExchangeRefusal

  constructor(code: ExchangeRefusal, options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}
