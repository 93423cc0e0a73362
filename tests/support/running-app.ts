import type { Page } from '@playwright/test'

/** The desktop app in a test, whether on the double or on the real Electron: one shape, so that one suite runs on both. */
export type RunningApp = {
  readonly kind: 'electron-double' | 'electron'
  /** The first window. */
  readonly page: Page
  readonly dataDir: string
  pages(): Page[]
  /** Process id of the core, to kill it; null while none runs. */
  corePid(): Promise<number | null>
  /** The next save dialog ends with this path, or by cancelling it. */
  answerSaveDialog(path: string | null): Promise<void>
  /** How the next print job ends. */
  answerPrint(outcome: 'printed' | 'cancelled' | 'failed'): Promise<void>
  /** As if the user had chosen the item of the menu (`MenuCommand`). */
  clickMenu(id: string): Promise<void>
  /** The window is no longer in front: the user has gone to another one. */
  blur(): Promise<void>
  /** Titles of the notifications that the user would see. */
  notifications(): Promise<string[]>
  /** As if the user had chosen the one of that title. */
  chooseNotification(title: string): Promise<void>
  /** Quits as the user does; the exit code. */
  close(): Promise<number | null>
  /** SIGKILL. */
  kill(): Promise<void>
}
