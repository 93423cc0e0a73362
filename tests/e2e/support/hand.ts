import { expect, type Page } from '@playwright/test'
import { type JobName, jobs } from '#tests/keys/jobs.ts'
import { scanInLayout } from './scanner.ts'

/** Between two keys of a hand, ms: longer than any pause of a scanner (`scan-reader.ts`). */
const handPause = 60

type Count = { keys: number; clicks: number }

/** A hand at the counter, and what it costs: the page itself counts what really reaches it. */
export class Hand {
  readonly page: Page
  private scans = 0
  private ofScanner = 0

  constructor(page: Page) {
    this.page = page
  }

  private count(): Promise<Count> {
    return this.page.evaluate(() => {
      const here = window as unknown as { handCount?: { keys: number; clicks: number } }
      if (!here.handCount) {
        const count = { keys: 0, clicks: 0 }
        here.handCount = count
        const modifiers = ['Control', 'Shift', 'Alt', 'Meta', 'AltGraph']
        const press = (event: KeyboardEvent) => {
          if (event.isTrusted && !event.repeat && !modifiers.includes(event.key)) count.keys += 1
        }
        const click = (event: PointerEvent) => {
          if (event.isTrusted) count.clicks += 1
        }
        window.addEventListener('keydown', press, { capture: true })
        window.addEventListener('pointerdown', click, { capture: true })
      }
      return { ...here.handCount }
    })
  }

  /** A scanner, with the Persian layout on, as it is all day. */
  async scan(code: string): Promise<void> {
    const before = await this.count()
    await scanInLayout(this.page, code, 'persianStandard')
    this.scans += 1
    this.ofScanner += (await this.count()).keys - before.keys
  }

  press(keys: string): Promise<void> {
    return this.page.keyboard.press(keys)
  }

  /**
   * Writes letter by letter, each a press of its key, with the pauses of a hand: what comes faster is taken for a scanner's. The
   * layout of the test's keyboard has no keys for Persian letters.
   */
  async write(text: string): Promise<void> {
    for (const letter of text) {
      if (/[\x20-\x7E]/.test(letter)) await this.page.keyboard.press(letter === ' ' ? 'Space' : letter)
      else {
        const session = await this.page.context().newCDPSession(this.page)
        await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key: letter, text: letter })
        await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: letter })
        await session.detach()
      }
      await this.page.waitForTimeout(handPause)
    }
  }

  /** Does a job and compares what it cost with the table. */
  async does(name: JobName, job: () => Promise<void>): Promise<void> {
    const before = await this.count()
    ;[this.scans, this.ofScanner] = [0, 0]
    await job()
    const after = await this.count()
    const { scans, keys, clicks } = jobs[name]
    expect(
      {
        scans: this.scans,
        keys: after.keys - before.keys - this.ofScanner,
        clicks: after.clicks - before.clicks,
      },
      jobs[name].job,
    ).toEqual({ scans, keys, clicks })
  }
}
