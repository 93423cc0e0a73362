/** The end of a device's log: number and hash of an event that vouches for every one before it. */
export type LogEnd = { deviceId: string; seq: number; hash: string }

/**
 * What a device signs of its log when it hands in events. Each event names the hash before it, so that one signature
 * over the last of them vouches for all; the name in the first line keeps it from being taken for anything else
 * (docs/decisions/0054).
 */
export function logEndText({ deviceId, seq, hash }: LogEnd): string {
  return `pishkhan-push-1\n${deviceId}\n${seq}\n${hash}`
}

/** An Ed25519 signature as it travels: 64 bytes, base64url. */
export const signaturePattern = /^[A-Za-z0-9_-]{86}$/
