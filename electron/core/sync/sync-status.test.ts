import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LiveNotice } from '#shared/contract/office.ts'
import { checkedIn } from '#tests/support/domain-fixtures.ts'
import { seedAppointment, seedStore } from '#tests/support/seed-store.ts'
import { openTestStore, recordInStore } from '#tests/support/test-store.ts'
import { createClockOffset } from './clock-offset.ts'
import { createStatusBoard } from './sync-status.ts'

let test: ReturnType<typeof openTestStore>
let notices: LiveNotice[]
let pending: (() => void)[]
beforeEach(() => {
  test = openTestStore()
  notices = []
  pending = []
})
afterEach(() => test.close())

const openBoard = () =>
  createStatusBoard({
    store: test.store,
    offset: createClockOffset(test.store, test.options.clock),
    publish: (notice) => notices.push(notice),
    timers: {
      setTimeout: (work) => pending.push(work),
      clearTimeout: () => {
        pending = []
      },
    },
  })
const ring = () => {
  for (const work of pending.splice(0)) work()
}

describe('the status', () => {
  it('before the activation is offline, because of that', () => {
    expect(openBoard().read()).toMatchObject({
      connection: 'offline',
      problem: 'not_activated',
      lastSyncAt: null,
    })
  })

  it('is connecting until something was tried, then what that said', () => {
    seedStore(test.store)
    const board = openBoard()
    expect(board.read().connection).toBe('connecting')
    board.worked('pull')
    expect(board.read()).toMatchObject({ connection: 'online', problem: null })
    board.failed('pull', 'network')
    expect(board.read()).toMatchObject({ connection: 'offline', problem: 'network' })
    board.worked('pull')
    expect(board.read()).toMatchObject({ connection: 'online', problem: null })
  })

  it('a quarrel over content is told and does not mean offline', () => {
    seedStore(test.store)
    const board = openBoard()
    board.failed('push', 'request_refused')
    expect(board.read()).toMatchObject({ connection: 'online', problem: 'request_refused' })
    // A pull that works does not hide it; a dead line that is back is no problem any more.
    board.worked('pull')
    expect(board.read().problem).toBe('request_refused')
    board.failed('push', 'network')
    board.worked('pull')
    expect(board.read().problem).toBeNull()
  })

  it('is told once for many changes, and not at all when it is the same', () => {
    seedStore(test.store)
    const board = openBoard()
    for (let index = 0; index < 3; index += 1) {
      const { id } = seedAppointment(index)
      recordInStore(
        test.store,
        checkedIn({ appointmentId: id, payload: { queueNumber: index + 1, reason: null } }),
      )
      board.changed()
    }
    expect(notices).toEqual([])
    ring()
    expect(notices).toEqual([{ kind: 'sync', status: expect.objectContaining({ queued: 3 }) }])
    board.changed()
    ring()
    expect(notices).toHaveLength(1)
  })

  it('is told no more after the end', () => {
    seedStore(test.store)
    const board = openBoard()
    board.changed()
    board.close()
    board.changed()
    expect(pending).toEqual([])
  })
})
