import { codeOfScan, type Scanned, type Stroke } from './scan-text.ts'

/** A scanner types far faster than a hand: keys closer together than this belong to one scan, ms. */
const LONGEST_GAP = 50
/** A QR code may hold a text around the code. */
const MOST_KEYS = 200

/** Named keys such as `Shift`; what types something is one character, or the few that one key of a layout gives. */
const isNamed = (key: string) => /^[A-Z][A-Za-z0-9]+$/.test(key)

export type ScanStep = {
  /** The number of this key in what may become a scan; 0 where one may begin, null for a key that types nothing. */
  at: number | null
  /** When this key was the Enter or Tab that ends a scan: its code, in ASCII digits. */
  scanned: Scanned | null
}

export type ScanReader = {
  /** Takes one key and its time in ms (`event.timeStamp`, which runs evenly). */
  key(stroke: Stroke, time: number): ScanStep
}

/** Tells a barcode scanner from a hand by its pace, so that a scan is understood wherever the focus is. */
export function createScanReader(): ScanReader {
  let strokes: Stroke[] = []
  let last = Number.NEGATIVE_INFINITY
  return {
    key(stroke, time) {
      const running = time - last <= LONGEST_GAP
      const { key } = stroke
      if (key === 'Enter' || key === 'Tab') {
        last = time
        const scanned = running && strokes.length <= MOST_KEYS ? codeOfScan(strokes) : null
        strokes = []
        return { at: null, scanned }
      }
      // Modifiers that a scanner presses for its layout are no part of the code and do not end it.
      if (isNamed(key)) {
        if (running) last = time
        return { at: null, scanned: null }
      }
      last = time
      if (!running) strokes = []
      strokes.push({ key, code: stroke.code, shiftKey: stroke.shiftKey })
      return { at: strokes.length - 1, scanned: null }
    },
  }
}
