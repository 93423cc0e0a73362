import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { makeBundles } from '#build/bundle.ts'
import { appointmentsOf } from '#central/demo/day.ts'
import { standardRequirementSets } from '#central/standard-requirements.ts'
import { databaseFile } from '#core/start-core.ts'
import { generateDeviceKey } from '#core/sync/device-key.ts'
import { openStore } from '#db/open-store.ts'
import { clockFrom } from '#shared/clock.ts'
import { catalogues } from '#shared/i18n/catalogues.ts'
import { type Program, startProgram } from '#tests/support/program.ts'
import { seedOffice, seedPassword, seedStore, seedUsers } from '#tests/support/seed-store.ts'
import { benchDay, benchNow } from './central-side.ts'

const { fa } = catalogues

/** Nobody listens there: the office works without its central system, as it does on a day without a network. */
const nowhere = 'http://127.0.0.1:9'

/** The office of the day: the seed's, with the standard requirement sets. */
export const benchOffice = {
  ...seedOffice,
  rules: { ...seedOffice.rules, requirementSets: standardRequirementSets },
}

/** Today's renderer, and the data of an activated office with a day of `appointments`, as a first pull leaves them. */
export async function prepareOffice(folder: string, appointments: number): Promise<void> {
  await makeBundles(['renderer'])
  mkdirSync(folder, { recursive: true })
  const key = randomBytes(32)
  writeFileSync(join(folder, 'office.key'), key, { mode: 0o600 })
  const clock = clockFrom(benchNow)
  const store = openStore({ file: databaseFile(folder), key, backupDir: join(folder, 'backups'), clock })
  const privateKey = await generateDeviceKey()
  try {
    seedStore(store, { appointments: 0 })
    store.transaction(() => {
      // With what each kind of request needs, so that every visit can be worked to its end.
      store.office.put(benchOffice)
      const device = store.settings.get('device')
      if (device) store.settings.set('device', { ...device, centralUrl: nowhere, privateKey })
      store.settings.set('dataAsOf', benchNow)
      const rows = appointmentsOf(benchDay, 0, appointments)
      store.appointments.putFromServer(
        rows.map((row, index) => {
          const server = { ...row, officeId: device?.officeId ?? row.officeId, revision: index + 1 }
          return { server, shown: server }
        }),
      )
    })
  } finally {
    store.close()
  }
}

/** The real office host, as `npm run office` starts it. */
export function startOffice(folder: string): Promise<Program> {
  const place = ['--port', '0', '--data', folder]
  return startProgram('electron/core/office.ts', [...place, '--central', nowhere, '--clock', benchNow])
}

/** Signs the supervisor in on the page that has just been opened, and waits for the rows of the day. */
export async function signIn(page: Page): Promise<void> {
  await page.getByLabel(fa.signIn.username).fill(seedUsers.masoul.username)
  await page.getByLabel(fa.signIn.password, { exact: true }).fill(seedPassword)
  await page.getByRole('button', { name: fa.signIn.submit }).click()
  await rowsOfTheDay(page)
}

/** The day screen can be used: its rows are there and the search field takes what is typed. */
export async function rowsOfTheDay(page: Page): Promise<void> {
  await page.locator('[data-appointment]').first().waitFor()
  await searchField(page).waitFor()
}

export const searchField = (page: Page) => page.getByRole('combobox', { name: fa.frame.searchLabel })
