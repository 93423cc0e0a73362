import type { OfficeProfile } from '#shared/contract/central.ts'
import type { OfficeContext } from './office-context.ts'

export type DeviceStatus = {
  activated: boolean
  centralUrl: string | null
  office: OfficeProfile | null
  hasUsers: boolean
  appVersion: string
}

export class AlreadyActivatedError extends Error {
  override readonly name = 'AlreadyActivatedError'
  readonly code = 'already_activated'
}

/** This installation: whose it is, and whether the office's data have arrived. */
export type DeviceService = {
  /** After activation `office` stays null and `hasUsers` false until the first pull has brought them. */
  status(): DeviceStatus
  /** Throws `AlreadyActivatedError`, `ActivationError`. */
  activate(centralUrl: string, activationCode: string): Promise<{ officeName: string }>
}

export function createDeviceService(
  context: Pick<OfficeContext, 'store'> & {
    sync: { activate(centralUrl: string, activationCode: string): Promise<unknown> }
    /** Offered on the first-start screen until the device is activated. */
    centralUrl?: string | undefined
    appVersion: string
  },
): DeviceService {
  const { store, sync, appVersion } = context
  let turn: Promise<void> = Promise.resolve()
  return {
    status() {
      const device = store.settings.get('device')
      return {
        activated: device !== undefined,
        centralUrl: device?.centralUrl ?? context.centralUrl ?? null,
        office: store.office.get() ?? null,
        hasUsers: store.users.any(),
        appVersion,
      }
    },
    async activate(centralUrl, activationCode) {
      // One after the other: a code can be used once, and a second click must not spend it.
      const mine = turn.then(async () => {
        if (store.settings.get('device')) throw new AlreadyActivatedError('this device is activated already')
        await sync.activate(centralUrl, activationCode)
      })
      turn = mine.catch(() => undefined)
      await mine
      return { officeName: store.settings.get('device')?.officeName ?? '' }
    },
  }
}
