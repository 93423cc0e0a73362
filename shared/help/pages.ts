/** The pages of the help with their sections: each section answers one question, and an error leads to one of them. */
export const helpPages = {
  start: ['activation', 'signIn', 'oneTime'],
  day: ['find', 'notFound', 'filter', 'live'],
  applicant: ['checkIn', 'checklist', 'conclude', 'undo'],
  queue: ['call', 'skip', 'handOver', 'room'],
  walkIn: ['admit', 'full'],
  closing: ['close', 'reopen'],
  schedule: ['print', 'pdf'],
  paper: ['slips', 'printers', 'again'],
  tray: ['why', 'settle'],
  services: ['register', 'book', 'recover'],
  log: ['read', 'verify'],
  reports: ['figures', 'times', 'export'],
  people: ['add', 'password', 'disable'],
  line: ['offline', 'untrusted', 'refused', 'file'],
  safety: ['blocked', 'disk', 'clock', 'version', 'copies', 'code', 'files', 'restart'],
  keyboard: ['keys', 'palette', 'scanner', 'display', 'attention', 'tour'],
} as const satisfies Record<string, readonly string[]>

export type HelpPage = keyof typeof helpPages
export type HelpSection<P extends HelpPage> = (typeof helpPages)[P][number]
export type HelpAddress = { [P in HelpPage]: `${P}#${HelpSection<P>}` }[HelpPage]

/** A page, or a section of it. */
export type HelpPlace = HelpPage | HelpAddress

export const helpPageNames = Object.keys(helpPages) as HelpPage[]

/** Title and paragraphs of each page; a line break parts two of them. Plain text: nothing in it is read as markup. */
export type HelpTexts = {
  readonly [P in HelpPage]: {
    readonly title: string
    readonly lead: string
    readonly sections: { readonly [S in HelpSection<P>]: { readonly title: string; readonly text: string } }
  }
}

/** Page and section of a place; null for what is none. */
export function readPlace(place: string): { page: HelpPage; section: string | null } | null {
  const [named, section = null] = place.split('#')
  const page = helpPageNames.find((name) => name === named)
  if (page === undefined) return null
  const sections: readonly string[] = helpPages[page]
  return section === null || sections.includes(section) ? { page, section } : null
}
