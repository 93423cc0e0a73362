import { afterEach, beforeEach, expect, it } from 'vitest'
import type { EscrowState } from '#shared/contract/escrow.ts'
import type { LiveNotice } from '#shared/contract/office.ts'
import { defaultLimits } from '#shared/domain/rules.ts'
import { checkedIn } from '#tests/support/domain-fixtures.ts'
import { escrowOnPaper } from '#tests/support/escrow-on-paper.ts'
import { seedNow, seedOffice, seedStore } from '#tests/support/seed-store.ts'
import { openTestStore, recordInStore } from '#tests/support/test-store.ts'
import { createCondition } from './condition.ts'

const MEGABYTE = 1024 * 1024
let place: ReturnType<typeof openTestStore>
let ids: string[]
let now: Date
let free: number | null
let journal: { problem: string | null }
let backups: { failingSince: string | null }
let escrow: EscrowState
let notices: LiveNotice[]
let condition: ReturnType<typeof createCondition>
beforeEach(() => {
  now = new Date(seedNow)
  free = 10_000 * MEGABYTE
  journal = { problem: null }
  backups = { failingSince: null }
  escrow = escrowOnPaper.state()
  notices = []
  place = openTestStore()
  ids = seedStore(place.store).appointments.map(({ id }) => id)
  condition = createCondition({
    store: place.store,
    clock: { now: () => now },
    live: { publish: (notice) => void notices.push(notice) },
    appVersion: '1.4.2',
    journal,
    backups,
    escrow: { state: () => escrow },
    freeBytes: () => free,
  })
})
afterEach(() => place.close())

const limit = (limits: Partial<typeof defaultLimits>) =>
  place.store.office.put({
    ...seedOffice,
    rules: { ...seedOffice.rules, limits: { ...defaultLimits, ...limits } },
  })
let made = 0
const record = (count = 1) => {
  for (let index = 0; index < count; index += 1) {
    made += 1
    const id = `018f6666-1122-7000-8000-${made.toString(16).padStart(12, '0')}`
    recordInStore(
      place.store,
      checkedIn({ id, appointmentId: ids[index] ?? '', deviceTime: now.toISOString() }),
    )
  }
}

it('is nothing on a good day', () => {
  record()
  expect(condition.get()).toEqual([])
  expect(condition.blocked).toBe(false)
  expect(notices).toEqual([])
})

it('tells of a disk that fills, and blocks when it is full; there it works again when there is room', () => {
  free = 400 * MEGABYTE
  expect(condition.get()).toEqual([{ code: 'disk_low', freeMegabytes: 400, limitMegabytes: 500 }])
  expect(condition.blocked).toBe(false)
  free = 49.9 * MEGABYTE
  condition.look()
  expect(condition.blocked).toBe(true)
  expect(condition.get()).toEqual([{ code: 'disk_full', freeMegabytes: 49, limitMegabytes: 50 }])
  free = 10_000 * MEGABYTE
  condition.look()
  expect(condition.blocked).toBe(false)
  // Told once each.
  expect(notices.map((notice) => notice.kind === 'condition' && notice.conditions[0]?.code)).toEqual([
    'disk_low',
    'disk_full',
    undefined,
  ])
  free = null
  expect(condition.get()).toEqual([])
})

it.each([
  [2 * 24 * 60, { minutes: 2 * 24 * 60, measuredBy: 'central' }],
  [-2 * 24 * 60, { minutes: -2 * 24 * 60, measuredBy: 'central' }],
  [-6, { minutes: -6, measuredBy: 'central' }],
])('tells of a clock that the central system knows to be %i minutes off', (minutes, expected) => {
  place.store.settings.set('clockOffsetMs', minutes * 60_000)
  expect(condition.get()).toEqual([{ code: 'clock_wrong', ...expected }])
})

it('tells of a clock that jumped back behind what was recorded, also without a line', () => {
  record()
  now = new Date(now.getTime() - 2 * 24 * 3_600_000)
  expect(condition.get()).toEqual([{ code: 'clock_wrong', minutes: 2880, measuredBy: 'last_act' }])
})

it('tells of a backlog that is old, or large', () => {
  record(2)
  now = new Date(now.getTime() + 71.9 * 3_600_000)
  expect(condition.get()).toEqual([])
  now = new Date(now.getTime() + 3_600_000)
  expect(condition.get()).toEqual([{ code: 'backlog_old', events: 2, hours: 72 }])
  limit({ backlogHours: 100, backlogEvents: 2 })
  expect(condition.get()).toEqual([{ code: 'backlog_large', events: 2, limit: 2 }])
})

it.each([
  ['1.4.3', true],
  ['1.10.0', true],
  ['2.0.0', true],
  ['1.4.2', false],
  ['1.4.1', false],
  ['0.9.9', false],
])('with %s as the least version, 1.4.2 is too old: %s', (leastAppVersion, old) => {
  limit({ leastAppVersion })
  expect(condition.get()).toEqual(
    old ? [{ code: 'version_old', version: '1.4.2', needed: leastAppVersion }] : [],
  )
  expect(condition.blocked).toBe(old)
})

it('blocks while another device is the host, also when nobody can be asked', () => {
  const host = { epoch: 2, isYours: false, deviceName: 'باجهٔ ۲', since: seedNow, seenAt: seedNow }
  place.store.settings.set('host', host)
  expect(condition.get()).toEqual([{ code: 'host_elsewhere', deviceName: 'باجهٔ ۲', seenAt: seedNow }])
  expect(condition.blocked).toBe(true)
  place.store.settings.set('host', { ...host, epoch: 3, isYours: true })
  expect(condition.get()).toEqual([])
})

it('tells everything at once, what blocks first', () => {
  const recovery = {
    cause: 'damaged' as const,
    at: seedNow,
    copyAt: seedNow,
    recorded: 3,
    left: 0,
    whole: true,
    setAside: [],
  }
  place.store.settings.set('recovery', recovery)
  place.store.settings.set('clockOffsetMs', 3_600_000)
  journal.problem = 'storage_failed'
  backups.failingSince = seedNow
  free = 0
  expect(condition.get().map(({ code }) => code)).toEqual([
    'disk_full',
    'database_restored',
    'clock_wrong',
    'journal_failed',
    'backup_failed',
  ])
  expect(condition.acknowledgeRecovery().map(({ code }) => code)).not.toContain('database_restored')
  expect(place.store.settings.get('recovery')).toBeUndefined()
})
