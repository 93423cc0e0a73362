import { act, render } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DesktopBridge } from '#shared/contract/channels.ts'
import type { Condition } from '#shared/contract/condition.ts'
import type { Role } from '#shared/domain/state.ts'
import { catalogues } from '#shared/i18n/catalogues.ts'
import { userOf } from '#tests/support/render-office.tsx'
import { syncStatus } from '#tests/support/sync-status.ts'
import { startI18n } from '../../app/i18n.ts'
import { go, useRoute } from '../../app/route.ts'
import { useConditions } from '../../stores/condition.ts'
import { useOffice } from '../../stores/office.ts'
import { usePreferences } from '../../stores/preferences.ts'
import { useSession } from '../../stores/session.ts'
import { useBackupsDialog } from '../backups/backups-store.ts'
import { useAttention } from './use-attention.ts'

vi.mock('../../design/chime.ts', () => ({ chime: () => sounded() }))
const sounded = vi.fn(() => Promise.resolve())

const { matter, title } = catalogues.fa.attention
const low: Condition = { code: 'disk_low', freeMegabytes: 90, limitMegabytes: 500 }
const noBackup: Condition = { code: 'backup_failed', since: '2026-11-22T06:52:00.000Z' }

let inFront = true
const tellParked = (parked: number) => act(() => useOffice.setState({ sync: syncStatus({ parked }) }))
const tellConditions = (...conditions: Condition[]) => act(() => useConditions.setState({ conditions }))
const goAway = () => {
  inFront = false
}
const comeBack = () =>
  act(() => {
    inFront = true
    window.dispatchEvent(new Event('focus'))
  })

const Screen = () => {
  useAttention()
  return null
}

function start(role: Role) {
  useSession.setState({ phase: 'signed_in', user: userOf(role) })
  return render(<Screen />)
}

/** As if in the desktop app: what its shell is told, and the user's hand on a notification. */
function inDesktop() {
  const told: string[] = []
  let choose: Parameters<DesktopBridge['onMatter']>[0] = () => {}
  const bridge: Pick<DesktopBridge, 'tellMatter' | 'onMatter'> = {
    tellMatter: (about) => void told.push(about),
    onMatter(listener) {
      choose = listener
      return () => {}
    },
  }
  Object.defineProperty(window, 'pishkhan', { configurable: true, value: bridge })
  return { told, choose: (about: Parameters<typeof choose>[0]) => act(() => choose(about)) }
}

beforeEach(() => {
  startI18n('fa')
  inFront = true
  vi.spyOn(document, 'hasFocus').mockImplementation(() => inFront)
  sounded.mockClear()
  usePreferences.setState({ attention: 'on', sound: 'off' })
  useOffice.setState({ sync: null })
  useConditions.setState({ conditions: [] })
  go('day')
})
afterEach(() => {
  Reflect.deleteProperty(window, 'pishkhan')
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('in the desktop app', () => {
  it('the shell is told once of what came while the window was not in front', () => {
    const { told } = inDesktop()
    start('supervisor')
    tellParked(1)
    goAway()
    tellConditions(low)
    tellConditions({ ...low, freeMegabytes: 89 })
    tellParked(2)
    tellParked(2)
    expect(told).toEqual(['disk_low', 'refusals'])
    // Settled and here again is news again.
    tellConditions()
    tellConditions(low)
    expect(told).toEqual(['disk_low', 'refusals', 'disk_low'])
  })

  it('nothing is told to who looks, nor of what lay there at the start, nor what only a colleague can settle', () => {
    const { told } = inDesktop()
    tellConditions(noBackup)
    const { unmount } = start('supervisor')
    tellParked(4)
    tellConditions(noBackup, low)
    unmount()
    start('reception')
    goAway()
    tellConditions(noBackup)
    tellParked(5)
    expect(told).toEqual([])
    expect(document.title).toBe(title)
  })

  it('a notification leads to the place, behind the lock not before the same person is back', async () => {
    const { choose } = inDesktop()
    start('supervisor')
    choose('refusals')
    expect(useRoute.getState().place).toBe('tray')
    act(() => useSession.setState({ phase: 'locked' }))
    choose('backup_failed')
    expect(useBackupsDialog.getState().open).toBe(false)
    act(() => useSession.setState({ phase: 'signed_in' }))
    await expect.poll(() => useBackupsDialog.getState().open).toBe(true)
  })
})

describe('the title of the window', () => {
  it('counts what has not been seen, and is plain when somebody looks', () => {
    start('supervisor')
    tellParked(0)
    expect(document.title).toBe('پیشخوان')
    goAway()
    tellConditions(low, noBackup)
    expect(document.title).toBe('(۲) پیشخوان')
    tellConditions(noBackup)
    expect(document.title).toBe('(۱) پیشخوان')
    comeBack()
    expect(document.title).toBe('پیشخوان')
  })

  it('says nothing where it is turned off, and the sound is one for all', () => {
    usePreferences.setState({ attention: 'off', sound: 'on' })
    start('supervisor')
    tellParked(0)
    goAway()
    tellConditions(low, noBackup)
    expect(document.title).toBe('پیشخوان')
    expect(sounded).toHaveBeenCalledTimes(1)
  })
})

describe('in a browser', () => {
  /** The browser's own notifications, as far as they are used. */
  function browserNotifications(permission: NotificationPermission) {
    const shown: {
      title: string
      options: NotificationOptions
      onclick: (() => void) | null
      closed: boolean
    }[] = []
    class Shown {
      static permission = permission
      onclick: (() => void) | null = null
      closed = false
      readonly title: string
      readonly options: NotificationOptions
      constructor(about: string, options: NotificationOptions) {
        this.title = about
        this.options = options
        shown.push(this)
      }
      close() {
        this.closed = true
      }
    }
    vi.stubGlobal('Notification', Shown)
    return shown
  }

  it('notifies only where it was permitted, in words without names and figures', () => {
    const refused = browserNotifications('denied')
    const { unmount } = start('supervisor')
    tellParked(0)
    goAway()
    tellConditions(low)
    expect(refused).toEqual([])
    unmount()

    const shown = browserNotifications('granted')
    start('supervisor')
    tellConditions(low, noBackup)
    expect(shown.map((one) => [one.title, one.options.body, one.options.silent])).toEqual([
      [matter.backup_failed.what, matter.backup_failed.todo, true],
    ])
    act(() => shown[0]?.onclick?.())
    expect(useBackupsDialog.getState().open).toBe(true)
    tellParked(1)
    comeBack()
    expect(shown.map(({ closed }) => closed)).toEqual([true, true])
  })
})
