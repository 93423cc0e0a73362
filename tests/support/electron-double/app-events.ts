/** What parts of the double tell each other, apart so that they need not import one another. */
export const appEvents: {
  /** A fault of the double itself, or a use of it that it does not carry, found outside any call of the application. */
  fail: (error: unknown) => void
  /** The application is ending: what fails now fails because of that. */
  ending: boolean
  webContentsCreated: (contents: Electron.WebContents) => void
  windowClosed: () => void
} = {
  ending: false,
  fail(error) {
    if (appEvents.ending) return
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
    process.exit(70)
  },
  webContentsCreated: () => undefined,
  windowClosed: () => undefined,
}
