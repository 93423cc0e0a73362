import { configure, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'
import { startI18n } from '#renderer/app/i18n.ts'
import { Notices } from '#renderer/design/notices.tsx'
import { useKeyboard } from '#renderer/features/search/use-keyboard.ts'
import { forgetDay, openDay } from '#renderer/stores/day.ts'
import { startLive } from '#renderer/stores/live.ts'
import { refreshSync } from '#renderer/stores/office.ts'
import { startSession } from '#renderer/stores/session.ts'
import { replaceOfficeClient } from '#renderer/transport/office-client.ts'
import type { User } from '#shared/contract/office.ts'
import type { Role } from '#shared/domain/state.ts'
import { type DoubleOptions, officeClientDouble } from './office-client-double.ts'

// Machines that do much else at the same time are slow, not wrong.
configure({ asyncUtilTimeout: 5_000 })

const ids: Record<Role, string> = {
  reception: '018f0000-0000-7000-8000-0000000000e1',
  documents: '018f0000-0000-7000-8000-0000000000e2',
  supervisor: '018f0000-0000-7000-8000-0000000000e3',
}

/** A person of the office with one role. */
export const userOf = (role: Role): User => ({
  id: ids[role],
  username: role,
  displayName: { reception: 'زهرا رضایی', documents: 'مریم کاظمی', supervisor: 'احمد محمودی' }[role],
  roles: [role],
  desk: null,
  mustChangePassword: false,
})

function Window({ children }: { children: ReactNode }) {
  useKeyboard({ scanInDialog: 'close it first' })
  return (
    <I18nProvider locale="fa-IR">
      {children}
      <Notices />
    </I18nProvider>
  )
}

/**
 * Draws part of a screen on a double of the core, signed in, on its day, with the window's keyboard and live notices.
 * `stop` ends the live notices; call it when the test is over.
 */
export async function renderOffice(element: ReactNode, options: DoubleOptions) {
  startI18n('fa')
  const double = officeClientDouble(options)
  replaceOfficeClient(double.client)
  await startSession()
  await refreshSync()
  forgetDay()
  await openDay('2026-11-22')
  const stop = startLive()
  const user = userEvent.setup()
  return { ...render(<Window>{element}</Window>), double, user, stop }
}
