import { encode } from 'uqr'

/** Modules of the quiet zone (ISO 18004). */
const border = 4

/**
 * A QR code of digits, black on white in every theme and on paper. The counter's scanner reads it as if it were typed
 * (renderer/features/search), so it holds the digits and nothing else.
 */
export function QrCode({ value, label }: { value: string; label: string }) {
  const { data, size } = encode(value, { ecc: 'M', border })
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      className="size-36 shrink-0 rounded-s"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
