/**
 * The command line of the desktop app. `npm start` uses it to point the app at the central system it has started;
 * in an office nothing is passed and the first-start screen asks.
 */
export type ShellOptions = {
  /** Folder of everything that this installation keeps; absent: the system's usual place. */
  dataDir?: string
  /** Folder of the second copy of the records, best on another disk; absent: beside the first. */
  journalDir?: string
  centralUrl?: string
  activationCode?: string
  /** Name of the copy of the database to go back to, or `newest`. */
  restore?: string
  /** Instant at which the office's clock starts, for demonstrations and tests; a packaged app does not listen to it. */
  clockStart?: string
}

const names = {
  '--data-dir': 'dataDir',
  '--journal': 'journalDir',
  '--central': 'centralUrl',
  '--activation': 'activationCode',
  '--restore': 'restore',
  '--clock': 'clockStart',
} as const

const isName = (text: string): text is keyof typeof names => Object.hasOwn(names, text)

/**
 * Reads `--name value` and `--name=value`; what it does not know is left to Electron and Chromium.
 * A central address that is not http(s) is dropped: a command line is no reason not to open.
 */
export function readOptions(argv: readonly string[]): ShellOptions {
  const options: ShellOptions = {}
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? ''
    const equals = argument.indexOf('=')
    const name = equals > 0 ? argument.slice(0, equals) : argument
    if (!isName(name)) continue
    const value = equals > 0 ? argument.slice(equals + 1) : argv[index + 1]
    if (value === undefined || value === '' || (equals < 0 && value.startsWith('--'))) continue
    if (names[name] === 'centralUrl' && !isHttpUrl(value)) continue
    if (names[name] === 'clockStart' && Number.isNaN(Date.parse(value))) continue
    options[names[name]] = value
  }
  return options
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)
}
