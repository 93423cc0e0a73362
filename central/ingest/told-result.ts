import type { EventResult } from '#shared/contract/central.ts'
import type { BatchOutcome, StoredResult } from './work-batch.ts'

/** What became of an event, as its device is told. */
export const toldOf = ({ id, status, code, message, revision }: StoredResult): EventResult => ({
  id,
  status,
  ...(code === null ? {} : { code }),
  ...(message === null ? {} : { message }),
  ...(status === 'applied' ? { revision } : {}),
})

/** The same in the answer to a push, where what was there before is a duplicate. */
export function toldInPush({ id, repeated, result }: BatchOutcome['results'][number]): EventResult {
  const told = toldOf({ ...result, id })
  return repeated ? { ...told, status: 'duplicate', first: result.status } : told
}
