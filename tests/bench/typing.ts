import { setTimeout as delay } from 'node:timers/promises'
import type { CDPSession } from '@playwright/test'

/** Slower than a scanner (50 ms), quicker than most hands, and never in step with the frames. */
const pauseMs = () => 62 + Math.random() * 20

const backspace = { key: 'Backspace', code: 'Backspace', windowsVirtualKeyCode: 8 }

/** Presses and lets go, as the operating system would tell it; playwright knows no Persian keys. */
async function press(cdp: CDPSession, key: string): Promise<void> {
  const what = key === 'Backspace' ? backspace : { key, text: key }
  const type = key === 'Backspace' ? 'rawKeyDown' : 'keyDown'
  await cdp.send('Input.dispatchKeyEvent', { type, ...what })
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...what })
}

/** Types each input key by key into the field that has the focus and deletes it key by key. @returns how many keys */
export async function typeAndDelete(cdp: CDPSession, inputs: readonly string[]): Promise<number> {
  const keys = inputs.flatMap((input) => [...input, ...Array.from(input, () => 'Backspace')])
  for (const key of keys) {
    await press(cdp, key)
    await delay(pauseMs())
  }
  return keys.length
}
