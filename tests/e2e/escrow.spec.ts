import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DoubleApp } from '#tests/support/electron-double/launch.ts'
import { launchApp } from '#tests/support/electron-double/launch.ts'
import { createLine } from '#tests/support/line.ts'
import { expectAccessible } from './support/accessible.ts'
import { storyDay, storyTime } from './support/central-side.ts'
import { Counter, fa } from './support/counter.ts'
import { expect, test } from './support/test.ts'

const note = ({ page }: Counter) => page.getByRole('region', { name: fa.conditionNote.title })
const codeOn = ({ dialog }: Counter) => dialog.getByRole('region', { name: fa.escrow.codeLabel })

/** The supervisor makes a code and puts it on paper; gives it. */
async function makeCode(counter: Counter): Promise<string> {
  await note(counter).getByRole('button', { name: fa.conditionNote.makeEscrow }).click()
  await counter.dialog.getByRole('button', { name: fa.escrow.make }).click()
  const code = await codeOn(counter).textContent()
  expect(code).toMatch(/^[0-9A-Z]{4}( [0-9A-Z]{4}){6}$/)
  return code ?? ''
}

test('the supervisor makes a recovery code, sees it once, and prints it', async ({ office, counter }) => {
  await counter.signIn('supervisor')
  await expect(note(counter)).toContainText(fa.condition.escrow_missing.what)
  await expectAccessible(counter.page, 'the note')
  await note(counter).getByRole('button', { name: fa.conditionNote.makeEscrow }).click()
  await expect(counter.dialog).toContainText(fa.escrow.none)
  await expectAccessible(counter.page, 'what the code is for')
  await counter.dialog.getByRole('button', { name: fa.escrow.make }).click()
  await expect(codeOn(counter)).toBeVisible()
  await expectAccessible(counter.page, 'the code')
  await counter.page.keyboard.press('Escape')
  await expect(codeOn(counter)).toBeVisible()
  await counter.dialog.getByRole('button', { name: fa.escrow.print }).click()
  if (office.transport === 'electron-double') {
    await expect(counter.dialog.getByText(fa.escrow.printed)).toBeVisible()
  }
  await counter.dialog.getByRole('button', { name: fa.escrow.noted }).click()
  await expect(counter.dialog).toBeHidden()
  await expect(note(counter)).toBeHidden()
  // In the settings it is told when, and a new one is to be had; the code itself is gone.
  await counter.page.getByRole('button', { name: fa.frame.settings }).click()
  await counter.page.getByRole('button', { name: fa.escrow.title }).click()
  await expect(counter.dialog.getByRole('button', { name: fa.escrow.renew })).toBeVisible()
  await expect(codeOn(counter)).toHaveCount(0)
})

test('a key that the desktop application has lost comes back by the code, with what was not sent', async ({
  central,
}, testInfo) => {
  test.skip(testInfo.project.name !== 'electron-double', 'the store that is lost is the double’s')
  test.setTimeout(240_000)
  const folder = mkdtempSync(join(tmpdir(), 'pishkhan-lost-key-'))
  const line = await createLine(central.url)
  const running: { app: DoubleApp | null } = { app: null }
  const start = async (args: string[], messageBoxes: number[] = []) => {
    const app = await launchApp({
      dataDir: join(folder, 'data'),
      machineDir: join(folder, 'machine'),
      args: [`--central=${line.url}`, `--clock=${storyTime}`, ...args],
      settings: { messageBoxes },
    })
    running.app = app
    await app.page.setViewportSize({ width: 1366, height: 768 })
    return new Counter(app.page)
  }
  try {
    const [somebody] = await central.appointmentsOn(storyDay)
    if (!somebody) throw new Error('the demonstration day is empty')
    const counter = await start([`--activation=${await central.newActivationCode()}`])
    await counter.signIn('supervisor')
    const code = await makeCode(counter)
    await counter.dialog.getByRole('button', { name: fa.escrow.noted }).click()
    line.cut()
    await counter.scan(somebody.applicant.trackingCode)
    await counter.expectApplicant(somebody.applicant.lastName)
    await counter.page.keyboard.press('Control+Enter')
    await counter.expectState('arrived')
    await running.app?.close()

    // Another account, or the system installed anew: the store does not know its key any more.
    rmSync(join(folder, 'machine', 'keyring'))
    const enterTheCode = 0
    const asked = await start([], [enterTheCode])
    const question = asked.page
    expect(question.url()).toContain('//passphrase.')
    await question.screenshot({ path: testInfo.outputPath('code.png') })
    const field = question.getByLabel('کد بازیابی')
    const wrong = `${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`
    for (const typed of [wrong, code.toLowerCase().replaceAll(' ', '')]) {
      await field.fill(typed)
      await question.keyboard.press('Enter').catch((error: unknown) => {
        // The right one closes the window, perhaps before the key is up.
        if (!question.isClosed()) throw error
      })
      if (typed === wrong) await question.getByRole('alert').getByText('نویسه به نویسه').waitFor()
    }
    await expect
      .poll(() => running.app?.pages().find((page) => page.url().includes('//pishkhan.')), {
        timeout: 30_000,
      })
      .toBeDefined()
    const page = running.app?.pages().find((each) => each.url().includes('//pishkhan.'))
    if (!page) throw new Error('no page')
    const again = new Counter(page)
    await again.signIn('supervisor')
    await again.scan(somebody.applicant.trackingCode)
    await again.expectApplicant(somebody.applicant.lastName)
    await again.expectState('arrived')
    line.mend()
    const arrived = async () =>
      (await central.events()).filter(({ event }) => event.type === 'checked_in').map(({ status }) => status)
    await expect.poll(arrived, { timeout: 60_000 }).toEqual(['applied'])
    expect(running.app?.output()).not.toContain(code.slice(0, 9))
  } finally {
    await running.app?.close()
    await line.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
