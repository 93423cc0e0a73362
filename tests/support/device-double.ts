import type { DeviceSync } from '#core/services/device.ts'
import { ActivationError } from '#core/sync/activate.ts'
import type { DeviceStatus } from '#shared/contract/device.ts'

/** The device's side of a double of the sync: no network, and nothing was ever fetched. */
export const deviceSyncDouble = {
  reach: () => Promise.reject(new ActivationError('central_unreachable')),
  activate: () => Promise.reject(new Error('the double of the sync cannot activate')),
  fetched: () => ({ people: 0, appointments: 0, received: 0, total: null }),
} satisfies Omit<DeviceSync, 'status'>

/** What a double of the core says of a device at work. */
export const deviceStatus = {
  activated: true,
  centralUrl: 'http://central.example',
  office: null,
  hasUsers: true,
  appVersion: '0.1.0',
  firstFetch: null,
  firstSupervisors: [],
  demonstration: null,
} satisfies DeviceStatus
