import type { Page } from '@playwright/test'
import { keyOf, type LayoutName } from '#renderer/features/search/keyboard-layouts.ts'

/**
 * A scanner at the keyboard of a machine whose active layout is `layout`: real key events, with the place of each key and
 * with the character that the layout makes of it, which lands where the focus is.
 */
export async function scanInLayout(page: Page, text: string, layout: LayoutName | 'us'): Promise<void> {
  const session = await page.context().newCDPSession(page)
  // All are on their way before the first is answered, and stamped with the pace of a scanner however busy the machine is.
  const sent: Promise<unknown>[] = []
  const start = Date.now() / 1000
  const send = (type: 'keyDown' | 'keyUp', event: object) => {
    const timestamp = start + sent.length * 0.004
    sent.push(session.send('Input.dispatchKeyEvent', { type, timestamp, ...event }))
  }
  for (const character of text) {
    const stroke = keyOf(character, layout)
    if (!stroke) throw new Error(`no key types ${character}`)
    const { key, code, shiftKey } = stroke
    const event = { key, code, modifiers: shiftKey ? 8 : 0 }
    send('keyDown', { text: key, ...event })
    send('keyUp', event)
  }
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 }
  send('keyDown', { text: '\r', ...enter })
  send('keyUp', enter)
  await Promise.all(sent)
  await session.detach()
}
