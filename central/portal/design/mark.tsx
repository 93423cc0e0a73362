/** The sign of the house, as in the counter's application. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" className="shrink-0">
      <rect width="32" height="32" rx="7" className="fill-accent" />
      <g className="fill-none stroke-on-accent">
        <path
          d="M7 12.5v2.2c0 2.6 1.9 4.1 5 4.1h8c3.1 0 5-1.5 5-4.1v-2.2"
          strokeWidth="2.6"
          strokeLinecap="round"
        />
      </g>
      <g className="fill-on-accent">
        <circle cx="12.8" cy="23.6" r="1.6" />
        <circle cx="19.2" cy="23.6" r="1.6" />
        <circle cx="16" cy="27" r="1.6" />
      </g>
    </svg>
  )
}
