import { qrPath } from '#shared/design/qr-path.ts'

/** A code for the counter's scanner, black on white in every theme and on paper. */
export function QrCode({ value, label }: { value: string; label: string }) {
  const { path, size } = qrPath(value)
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
