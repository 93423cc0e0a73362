/**
 * Why the store could not do what it was asked (stable codes).
 *
 * `storage_failed`: the disk is full, gone or cannot be written; nothing of the transaction was kept.
 * `constraint_violated`: the schema refused the row: a bug of the caller or of the central system.
 */
export const storageErrorCodes = [
  'database_key_wrong',
  'database_corrupt',
  'database_newer',
  'database_in_use',
  'migration_failed',
  'constraint_violated',
  'storage_failed',
] as const
export type StorageErrorCode = (typeof storageErrorCodes)[number]

export class StorageError extends Error {
  override readonly name = 'StorageError'
  readonly code: StorageErrorCode

  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
