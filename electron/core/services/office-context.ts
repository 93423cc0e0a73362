import type { DeviceIdentity, Store } from '#db/store.ts'
import type { Clock } from '#shared/clock.ts'
import type { OfficeProfile, OfficeUser } from '#shared/contract/central.ts'
import type { Actor } from '#shared/domain/event.ts'
import { occurredAt } from '#shared/domain/event.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import type { Live } from '../live.ts'
import { NotActivatedError } from './failure.ts'

/** What every service works with; handed in, so that nothing is global. */
export type OfficeContext = {
  store: Store
  clock: Clock
  live: Live
  /** Told after each commit that there is something to send. */
  sync: { wake(): void }
  /** Whether something is amiss under which nothing may be recorded. */
  condition?: { readonly blocked: boolean }
}

/** One reading of the clock, with the correction that was measured against the central system's (DESIGN 3). */
export type Moment = {
  /** What the device's clock says, UTC instant. */
  deviceTime: string
  clockOffsetMs: number
  /** UTC instant by the server's clock as far as it is known. */
  now: string
  /** Civil date of Tehran at `now`. */
  today: string
}

export function readMoment({ store, clock }: Pick<OfficeContext, 'store' | 'clock'>): Moment {
  const deviceTime = clock.now().toISOString()
  const clockOffsetMs = store.settings.get('clockOffsetMs') ?? 0
  const now = occurredAt({ deviceTime, clockOffsetMs })
  return { deviceTime, clockOffsetMs, now, today: tehranDateOf(now) }
}

/** The office's own record. Throws `NotActivatedError` until the central system has sent it. */
export function requireOffice(store: Store): OfficeProfile {
  const office = store.office.get()
  if (!office) throw new NotActivatedError()
  return office
}

/** Who this device is. Throws `NotActivatedError` before activation. */
export function requireDevice(store: Store): DeviceIdentity {
  const device = store.settings.get('device')
  if (!device) throw new NotActivatedError()
  return device
}

export type UserActor = Extract<Actor, { kind: 'user' }>

export const actorOf = (user: OfficeUser): UserActor => ({
  kind: 'user',
  userId: user.id,
  displayName: user.displayName,
  roles: user.roles,
})
