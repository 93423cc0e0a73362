/**
 * What a test decides of the machine that the double stands for: at the start by one environment variable, later over the
 * control channel.
 */
export type DoubleSettings = {
  /** Root of the application, where its package.json is. */
  appRoot: string
  /** Stands for the system's folders: home, documents, app data. */
  machineDir: string
  chromium: { executablePath: string; args: readonly string[]; profileDir: string }
  /** Linux's `getSelectedStorageBackend()`; `locked`: a store is there, but not open. */
  keyring: { backend: 'gnome_libsecret' | 'kwallet6' | 'basic_text'; available: boolean; stale: boolean }
  /** The answers of the next dialogs, one each; when they run out, what closing the dialog by Esc gives. */
  messageBoxes: number[]
  /** A box without an answer stays open until the test gives one; otherwise Esc closes it at once. */
  holdMessageBoxes: boolean
  saveDialogs: (string | null)[]
  /** The outcome of the next print jobs; when they run out, the printer takes the job. */
  printJobs: { success: boolean; reason: string }[]
  /** The printers of the machine; a job for any other is refused as Electron refuses it. */
  printers: { name: string; displayName: string; description: string; options: object }[]
  displays: { id: number; workArea: { x: number; y: number; width: number; height: number } }[]
  dark: boolean
  /** Whether the system shows notifications. */
  notifications: boolean
  /** As if electron-builder had packaged the application. */
  packaged: boolean
}

export const SETTINGS_VARIABLE = 'PISHKHAN_ELECTRON_DOUBLE'

export const defaultSettings: Omit<DoubleSettings, 'appRoot' | 'machineDir' | 'chromium'> = {
  keyring: { backend: 'gnome_libsecret', available: true, stale: false },
  messageBoxes: [],
  holdMessageBoxes: false,
  saveDialogs: [],
  printJobs: [],
  printers: [],
  displays: [{ id: 1, workArea: { x: 0, y: 0, width: 1366, height: 768 } }],
  dark: false,
  notifications: true,
  packaged: false,
}

/** In the application's own process: the settings that the launcher has passed. */
export function ownSettings(): DoubleSettings {
  const text = process.env[SETTINGS_VARIABLE]
  if (text === undefined) throw new Error('the double of Electron is started by launchApp')
  return JSON.parse(text) as DoubleSettings
}

let current: DoubleSettings | null = null

export function settings(): DoubleSettings {
  current ??= ownSettings()
  return current
}
