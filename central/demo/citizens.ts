import type { IneligibilityReason } from '#shared/contract/citizen.ts'
import { formatJalali } from '#shared/domain/jalali.ts'
import type { RegistrationDetails } from '#shared/domain/registration-form.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import type { CentralParts } from '../parts.ts'
import { ineligibilityOf } from '../registration/eligibility.ts'
import { registryPeople } from './registry-people.ts'

const NEWEST = 100

/** Somebody to try the portal with. `reason` says why they would be refused now; null when they may register. */
export type DemoCitizen = {
  form: RegistrationDetails
  /** As the form of the portal wants it typed. */
  birthDateTyped: string
  reason: IneligibilityReason | null
}

/** The people of the demonstration's registry, by what the central system would answer to their registration now. */
export async function demoCitizens({
  database,
  clock,
  registry,
}: Pick<CentralParts, 'database' | 'clock' | 'registry'>): Promise<DemoCitizen[]> {
  const today = tehranDateOf(clock.now().toISOString())
  const people = registryPeople(today)
  const live = await database.db
    .selectFrom('registrations')
    .select('national_code')
    .where('live', '=', true)
    .where(
      'national_code',
      'in',
      people.map(({ form }) => form.nationalCode),
    )
    .execute()
  const registered = new Set(live.map(({ national_code }) => national_code))
  return Promise.all(
    people.map(async ({ form }) => ({
      form,
      birthDateTyped: formatJalali(form.birthDate, 'short'),
      reason:
        ineligibilityOf(form, await registry.find(form.nationalCode), today) ??
        (registered.has(form.nationalCode) ? ('live_registration' as const) : null),
    })),
  )
}

/** What was sent to mobiles, the newest first. */
export async function newestMessages({ database }: Pick<CentralParts, 'database'>) {
  const rows = await database.db
    .selectFrom('messages')
    .select(['mobile', 'kind', 'body', 'created_at'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(NEWEST)
    .execute()
  return rows.map(({ created_at, ...message }) => ({ ...message, createdAt: created_at.toISOString() }))
}
