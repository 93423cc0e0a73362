import { toAsciiDigits } from '#shared/domain/digits.ts'

/** A scanner types far faster than a hand: keys closer together than this belong to one scan, ms. */
const LONGEST_GAP = 50
/** National codes may have lost two zeros on the way (domain.md 2.2); nothing shorter is a code. */
const SHORTEST_CODE = 8
const LONGEST_CODE = 20

const DIGIT = /^[0-9]$/

export type ScanReader = {
  /**
   * Takes one key, as `KeyboardEvent.key`, and its time in ms (`event.timeStamp`, which runs evenly).
   * Answers the code, in ASCII digits, when the key was the Enter that ends a scan, otherwise null.
   */
  key(key: string, time: number): string | null
  /** How many keys of a scan that is still running have been typed. */
  readonly length: number
}

/** Tells a barcode scanner from a hand by its pace, so that a scan is understood wherever the focus is. */
export function createScanReader(): ScanReader {
  let code = ''
  let last = Number.NEGATIVE_INFINITY
  return {
    key(key, time) {
      const running = time - last <= LONGEST_GAP
      last = time
      if (key === 'Enter') {
        const scanned = running && code.length >= SHORTEST_CODE && code.length <= LONGEST_CODE ? code : null
        code = ''
        return scanned
      }
      // Modifiers that a scanner presses for its layout are no part of the code and do not end it.
      if (key.length > 1) return null
      const digit = toAsciiDigits(key)
      code = DIGIT.test(digit) ? (running ? code + digit : digit) : ''
      return null
    },
    get length() {
      return code.length
    },
  }
}
