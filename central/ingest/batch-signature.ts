import { type KeyObject, verify } from 'node:crypto'
import { type LogEnd, logEndText } from '#shared/domain/log-signature.ts'
import type { Push } from './load.ts'

/** Thrown for events that their device has not signed as they came; the whole request is refused. */
export class UnvouchedBatch extends Error {
  override readonly name = 'UnvouchedBatch'
}

/** Whether the holder of this key has signed that its log ends so. */
export function isSigned(key: KeyObject, end: LogEnd, signature: string): boolean {
  return verify(null, Buffer.from(logEndText(end)), key, Buffer.from(signature, 'base64url'))
}

/**
 * Throws `UnvouchedBatch` unless the device has signed the last event and every event is the one after the one before
 * it: only then does the signature vouch for all of them.
 */
export function checkSignature(
  key: KeyObject,
  { deviceId, events, signature }: Pick<Push, 'deviceId' | 'events' | 'signature'>,
): void {
  for (const [index, { deviceSeq, previousHash }] of events.entries()) {
    const before = events[index - 1]
    if (before && (deviceSeq !== before.deviceSeq + 1 || previousHash !== before.hash)) {
      throw new UnvouchedBatch(`number ${deviceSeq} does not go on from ${before.deviceSeq}`)
    }
  }
  const last = events.at(-1)
  if (!last || !isSigned(key, { deviceId, seq: last.deviceSeq, hash: last.hash }, signature)) {
    throw new UnvouchedBatch('the signature is not of this end of the log')
  }
}
