import { create } from 'zustand'
import type { DayRow, LiveNotice } from '#shared/contract/office.ts'
import { office } from '../transport/office-client.ts'
import { isSignInRequired, problemOf } from '../transport/problem.ts'
import { refreshConditions, useConditions } from './condition.ts'
import { applyOfficeDay, applyRows, reloadDay, useDay } from './day.ts'
import { onlySyncDiffers } from './merge-rows.ts'
import { refreshSync, useOffice } from './office.ts'
import { stepPeople } from './people.ts'
import { endSession, refreshSession, useSession } from './session.ts'

/**
 * How often each appointment changed since the window opened: what shows one asks again when its number steps.
 * `all` steps when everything has to be asked again.
 */
type VersionStore = { all: number; of: ReadonlyMap<string, number> }

const useVersions = create<VersionStore>()(() => ({ all: 0, of: new Map() }))

const versionIn = ({ all, of }: VersionStore, appointmentId: string) => all + (of.get(appointmentId) ?? 0)

/** A number that changes whenever the appointment may have changed; put it among an effect's dependencies. */
export function useVisitVersion(appointmentId: string): number {
  return useVersions((versions) => versionIn(versions, appointmentId))
}

/** The same number, at this moment. */
export const visitVersion = (appointmentId: string): number =>
  versionIn(useVersions.getState(), appointmentId)

/** A number that changes whenever anything may have changed, for counts and trays. */
export function useAnyVersion(): number {
  return useVersions(({ all, of }) => {
    let sum = all
    for (const version of of.values()) sum += version
    return sum
  })
}

function stepVersions(ids: readonly string[]): void {
  useVersions.setState(({ of }) => {
    const next = new Map(of)
    for (const id of ids) next.set(id, (next.get(id) ?? 0) + 1)
    return { of: next }
  })
}

function askAllAgain(): void {
  useVersions.setState(({ all }) => ({ all: all + 1 }))
  void reloadDay()
}

/** Takes one notice of the core into the stores. */
export function receive(notice: LiveNotice): void {
  switch (notice.kind) {
    case 'appointments': {
      const own = notice.userId !== null && notice.userId === useSession.getState().user?.id
      const shown = new Map(useDay.getState().rows.map((row) => [row.id, row]))
      const isEcho = (row: DayRow) => {
        const known = shown.get(row.id)
        return notice.userId === null && known !== undefined && onlySyncDiffers(known, row)
      }
      const news = own ? [] : notice.rows.filter((row) => !isEcho(row))
      applyRows(
        notice.rows,
        news.map((row) => row.id),
      )
      stepVersions(notice.rows.map((row) => row.id))
      return
    }
    case 'reload':
      askAllAgain()
      return
    case 'day':
      applyOfficeDay(notice.day)
      return
    case 'papers':
      stepVersions([notice.appointmentId ?? notice.date])
      return
    case 'sync':
      useOffice.setState({ sync: notice.status })
      return
    case 'office':
      useOffice.setState({ profile: notice.office })
      return
    case 'people':
      stepPeople()
      void refreshSession()
      return
    case 'condition':
      useConditions.setState({ conditions: notice.conditions })
  }
}

const FIRST_WAIT = 300
const LONGEST_WAIT = 4_000

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

async function watch(signal: AbortSignal, missed: boolean): Promise<void> {
  let wait = FIRST_WAIT
  let first = !missed
  while (!signal.aborted) {
    try {
      const notices = await office().live.watch(undefined, { signal })
      // Whatever happened while nobody listened has to be asked for.
      if (!first) askAllAgain()
      void refreshSync()
      void refreshConditions()
      first = false
      wait = FIRST_WAIT
      for await (const notice of notices) receive(notice)
    } catch (error) {
      if (signal.aborted) return
      if (isSignInRequired(problemOf(error))) {
        endSession()
        return
      }
      first = false
    }
    await pause(wait, signal)
    wait = Math.min(wait * 2, LONGEST_WAIT)
  }
}

/**
 * Listens to the core until the returned function is called; begins again by itself whenever the line breaks. `missed`:
 * something may have happened while nobody listened.
 */
export function startLive(missed = false): () => void {
  const controller = new AbortController()
  void watch(controller.signal, missed)
  return () => controller.abort()
}
