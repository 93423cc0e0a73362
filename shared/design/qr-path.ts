import { encode } from 'uqr'

/** Modules of the quiet zone (ISO 18004). */
const border = 4

/**
 * A QR code of digits as the path of a square of `size` modules. The counter's scanner reads it as if it were typed
 * (renderer/features/search), so it holds the digits and nothing else.
 */
export function qrPath(value: string): { size: number; path: string } {
  const { data, size } = encode(value, { ecc: 'M', border })
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return { size, path }
}
