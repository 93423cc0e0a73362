/** The pages of the help with their sections: each section answers one question, and an error leads to one of them. */
export const helpPages = {
  start: ['activation', 'signIn', 'oneTime'],
  day: ['find', 'filter', 'live'],
  applicant: ['checkIn', 'checklist', 'conclude', 'undo'],
  queue: ['call', 'skip'],
  walkIn: ['admit', 'full'],
  closing: ['close', 'reopen'],
  schedule: ['print', 'pdf'],
  tray: ['why', 'settle'],
  services: ['register', 'book', 'recover'],
  log: ['read', 'verify'],
  reports: ['figures', 'times', 'export'],
  people: ['add', 'password', 'disable'],
  line: ['offline', 'untrusted', 'file'],
  safety: ['blocked', 'copies', 'code', 'restart'],
  keyboard: ['keys', 'scanner', 'display'],
} as const satisfies Record<string, readonly string[]>

export type HelpPage = keyof typeof helpPages
export type HelpSection<P extends HelpPage> = (typeof helpPages)[P][number]
export type HelpAddress = { [P in HelpPage]: `${P}#${HelpSection<P>}` }[HelpPage]

export const helpPageNames = Object.keys(helpPages) as HelpPage[]

/** Title and paragraphs of each page; a line break parts two of them. Plain text: nothing in it is read as markup. */
export type HelpTexts = {
  readonly [P in HelpPage]: {
    readonly title: string
    readonly lead: string
    readonly sections: { readonly [S in HelpSection<P>]: { readonly title: string; readonly text: string } }
  }
}

/** The page and section of an address. */
export function readAddress(address: HelpAddress): { page: HelpPage; section: string } {
  const [page = '', section = ''] = address.split('#')
  return { page: helpPageNames.find((name) => name === page) ?? 'start', section }
}
