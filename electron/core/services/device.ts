import type { OfficeUser } from '#shared/contract/central.ts'
import type { DeviceStatus, NamedPerson } from '#shared/contract/device.ts'
import type { SyncStatus } from '#shared/contract/office.ts'
import type { Fetched } from '../sync/first-fetch.ts'
import type { OfficeContext } from './office-context.ts'

export class AlreadyActivatedError extends Error {
  override readonly name = 'AlreadyActivatedError'
  readonly code = 'already_activated'
}

/** This installation: whose it is, and whether the office's data have arrived. */
export type DeviceService = {
  /** After activation `office` stays null and `hasUsers` false until the first pull has brought them. */
  status(): DeviceStatus
  /** Throws `AlreadyActivatedError`, `ActivationError`. */
  reach(centralUrl: string): Promise<void>
  /** Throws `AlreadyActivatedError`, `ActivationError`. */
  activate(centralUrl: string, activationCode: string): Promise<{ officeName: string }>
}

/** What the device needs of the exchange with the central system. */
export type DeviceSync = {
  reach(centralUrl: string): Promise<void>
  activate(centralUrl: string, activationCode: string): Promise<unknown>
  fetched(): Fetched
  status(): Pick<SyncStatus, 'problem'>
}

export function createDeviceService(
  context: Pick<OfficeContext, 'store'> & {
    sync: DeviceSync
    /** Offered on the first-start screen until the device is activated. */
    centralUrl?: string | undefined
    appVersion: string
  },
): DeviceService {
  const { store, sync, appVersion } = context
  let turn: Promise<void> = Promise.resolve()

  const refuseActivated = () => {
    if (store.settings.get('device')) throw new AlreadyActivatedError('this device is activated already')
  }
  const named = (of: (user: OfficeUser) => boolean): NamedPerson[] =>
    store.users
      .all()
      .filter((user) => user.active && of(user))
      .map(({ username, displayName, roles }) => ({ username, displayName, roles }))

  return {
    status() {
      const device = store.settings.get('device')
      const office = store.office.get() ?? null
      const password = office?.demonstrationPassword
      const isFresh =
        device !== undefined &&
        store.settings.get('firstSignInAt') === undefined &&
        // Of an earlier release, which did not write the first time down.
        store.events.head().seq === 0
      // A file in place of the line brings the office's data as well.
      const hasData = store.settings.get('dataAsOf') ?? store.settings.get('listFileAt')
      const isFetching = device !== undefined && hasData === undefined
      return {
        activated: device !== undefined,
        centralUrl: device?.centralUrl ?? context.centralUrl ?? null,
        office,
        hasUsers: store.users.any(),
        appVersion,
        firstFetch: isFetching ? { ...sync.fetched(), problem: sync.status().problem } : null,
        firstSupervisors: isFresh ? named(({ roles }) => roles.includes('supervisor')) : [],
        demonstration: password === undefined ? null : { password, people: named(() => true) },
      }
    },
    async reach(centralUrl) {
      refuseActivated()
      await sync.reach(centralUrl)
    },
    async activate(centralUrl, activationCode) {
      // One after the other: a code can be used once, and a second click must not spend it.
      const mine = turn.then(async () => {
        refuseActivated()
        await sync.activate(centralUrl, activationCode)
      })
      turn = mine.catch(() => undefined)
      await mine
      return { officeName: store.settings.get('device')?.officeName ?? '' }
    },
  }
}
