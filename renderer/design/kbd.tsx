const glyphs: Record<string, string> = {
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
}

const grounds = {
  surface: 'border-strong-line text-second',
  accent: 'border-on-accent/50 text-on-accent',
  ink: 'border-paper/40 text-paper',
} as const

/** Keys as they stand on the keyboard, Latin and left to right in either language: `Ctrl+Enter` becomes Ctrl ↵. */
export function Kbd({ keys, on = 'surface' }: { keys: string; on?: keyof typeof grounds }) {
  const shown = keys
    .split('+')
    .map((key) => glyphs[key] ?? key)
    .join(' ')
  return (
    <kbd
      dir="ltr"
      className={`inline-flex h-[1.25rem] min-w-[1.25rem] shrink-0 items-center justify-center rounded-s border px-1.5 font-sans text-label font-normal ${grounds[on]}`}
    >
      {shown}
    </kbd>
  )
}
