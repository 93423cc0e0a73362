import { ORPCError } from '@orpc/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LiveNotice } from '#shared/contract/office.ts'
import { demoAppointments } from '#tests/support/demo-day.ts'
import { demoUser, officeClientDouble, rowOf } from '#tests/support/office-client-double.ts'
import { type OfficeClient, replaceOfficeClient } from '../transport/office-client.ts'
import { forgetDay, openDay, useDay } from './day.ts'
import { startLive } from './live.ts'
import { useSession } from './session.ts'

const date = '2026-11-22'
const appointments = demoAppointments(20, date)
const [first, second] = appointments.map((one) => rowOf(one))
if (!first || !second) throw new Error('the demonstration day is empty')

const changed = (row: typeof first, userId: string | null): LiveNotice => ({
  kind: 'appointments',
  rows: [{ ...row, state: 'cancelled' }],
  origin: 'office',
  userId,
})

type Watch = () => AsyncGenerator<LiveNotice>

/** The double, with a line to listen on that each test breaks in its own way; every subscription takes the next. */
function listenOn(...lines: Watch[]) {
  const double = officeClientDouble({ appointments, user: demoUser })
  const { device, session, day, visit, documents, schedule, sync } = double.client
  const watch = vi.fn(async () => {
    const line = lines[Math.min(watch.mock.calls.length, lines.length) - 1]
    if (!line) throw new Error('no line')
    return line()
  })
  const client = { device, session, day, visit, documents, schedule, sync, live: { watch } }
  replaceOfficeClient(client as unknown as OfficeClient)
  return { watch, calls: double.calls }
}

async function* silence(): AsyncGenerator<LiveNotice> {
  await new Promise(() => {})
}

let stop = () => {}
beforeEach(() => {
  useSession.setState({ phase: 'signed_in', user: demoUser, problem: null })
})
afterEach(() => {
  stop()
  forgetDay()
})

const stateOf = (id: string) => useDay.getState().rows.find((row) => row.id === id)?.state

describe('listening to the core', () => {
  it('does not take the echo of what was done here for news', async () => {
    listenOn(async function* () {
      yield { kind: 'appointments', rows: [{ ...first, sync: 'queued' }], origin: 'central', userId: null }
      yield* silence()
    })
    await openDay(date)
    stop = startLive()
    await vi.waitFor(() =>
      expect(useDay.getState().rows.find((row) => row.id === first.id)?.sync).toBe('queued'),
    )
    expect(useDay.getState().marked.has(first.id)).toBe(false)
  })

  it('takes changes into the list and marks those of others only', async () => {
    listenOn(async function* () {
      yield changed(first, null)
      yield changed(second, demoUser.id)
      yield* silence()
    })
    await openDay(date)
    stop = startLive()
    await vi.waitFor(() => expect(stateOf(second.id)).toBe('cancelled'))
    expect(stateOf(first.id)).toBe('cancelled')
    expect([...useDay.getState().marked]).toEqual([first.id])
  })

  it('listens again after the line broke, and asks for what it missed', async () => {
    const { watch, calls } = listenOn(async function* () {
      yield changed(first, null)
      throw new Error('the line broke')
    }, silence)
    await openDay(date)
    stop = startLive()
    await vi.waitFor(() => expect(watch).toHaveBeenCalledTimes(2), { timeout: 3000 })
    await vi.waitFor(() => expect(calls.filter((call) => call === 'day.list')).toHaveLength(2))
    expect(useSession.getState().phase).toBe('signed_in')
  })

  it('asks to sign in when the core no longer knows the session', async () => {
    // biome-ignore lint/correctness/useYield: it ends before anything can be told
    listenOn(async function* () {
      throw new ORPCError('SIGN_IN_REQUIRED')
    })
    await openDay(date)
    stop = startLive()
    await vi.waitFor(() => expect(useSession.getState().phase).toBe('signed_out'))
    expect(useSession.getState().user).toBeNull()
  })
})
