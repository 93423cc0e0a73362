import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Role } from '#shared/domain/state.ts'
import { catalogues } from '#shared/i18n/catalogues.ts'
import { syncStatus } from '#tests/support/sync-status.ts'
import { startI18n } from '../../app/i18n.ts'
import { useRoute } from '../../app/route.ts'
import { useNotices } from '../../design/notice.ts'
import { Notices } from '../../design/notices.tsx'
import { useOffice } from '../../stores/office.ts'
import { usePreferences } from '../../stores/preferences.ts'
import { useSession } from '../../stores/session.ts'
import { useRefusalNotice } from './use-refusal-notice.ts'

const { tray } = catalogues.fa

function Screen() {
  useRefusalNotice()
  return <Notices />
}

const tell = (parked: number) => act(() => useOffice.setState({ sync: syncStatus({ parked }) }))

function start(role: Role) {
  useSession.setState({
    user: {
      id: '0195e000-0072-7104-8000-000000000013',
      username: 'x',
      displayName: 'x',
      roles: [role],
      desk: null,
      mustChangePassword: false,
    },
  })
  render(<Screen />)
}

const sounded = vi.fn(() => Promise.resolve())
vi.mock('../../design/chime.ts', () => ({ chime: () => sounded() }))

beforeEach(() => {
  sounded.mockClear()
  usePreferences.setState({ sound: 'off' })
  startI18n('fa')
  useOffice.setState({ sync: null })
  useNotices.setState({ notices: [] })
  useRoute.setState({ place: 'day' })
})

describe('what the central system has just refused', () => {
  it('is told to the supervisor, who is led to it; what lay there before is no news', async () => {
    start('supervisor')
    tell(2)
    expect(screen.queryByText(/نپذیرفت/)).toBeNull()
    tell(3)
    expect(screen.getByText('سامانهٔ مرکزی ۱ رویداد را نپذیرفت')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: tray.openTray }))
    expect(useRoute.getState().place).toBe('tray')
  })

  it('sounds only where somebody wants it', () => {
    start('supervisor')
    tell(0)
    tell(1)
    expect(sounded).not.toHaveBeenCalled()
    act(() => usePreferences.setState({ sound: 'on' }))
    tell(2)
    expect(sounded).toHaveBeenCalledTimes(1)
  })

  it('is told once, and not when it becomes less', () => {
    start('supervisor')
    tell(0)
    tell(2)
    tell(2)
    tell(1)
    expect(useNotices.getState().notices).toHaveLength(1)
  })

  it('is not told to somebody who cannot settle it', () => {
    start('reception')
    tell(0)
    tell(1)
    expect(useNotices.getState().notices).toEqual([])
  })
})
