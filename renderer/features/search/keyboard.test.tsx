import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type ReactNode, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import { beforeEach, describe, expect, it } from 'vitest'
import { demoAppointments } from '#tests/support/demo-day.ts'
import { demoUser, officeClientDouble } from '#tests/support/office-client-double.ts'
import { scan } from '#tests/support/scan.ts'
import { startI18n } from '../../app/i18n.ts'
import { go, useRoute } from '../../app/route.ts'
import { useNotices } from '../../design/notice.ts'
import { openDay, useDay } from '../../stores/day.ts'
import { clearNarrowing, useListView } from '../../stores/list-view.ts'
import { select, useSelection } from '../../stores/selection.ts'
import { replaceOfficeClient } from '../../transport/office-client.ts'
import { SearchField } from './search-field.tsx'
import { useKeyboard } from './use-keyboard.ts'

const today = '2026-11-22'
const tomorrow = '2026-11-23'
const appointments = [...demoAppointments(60, today), ...demoAppointments(75, tomorrow).slice(60)]
const [first] = appointments
const other = appointments.at(-1)
if (!first || !other) throw new Error('the demonstration day is empty')

function Note() {
  const [text, setText] = useState('')
  return <input aria-label="note" value={text} onChange={(event) => setText(event.currentTarget.value)} />
}

function Window({ children }: { children?: ReactNode }) {
  useKeyboard({ scanInDialog: 'close it first' })
  return (
    <I18nProvider locale="fa-IR">
      <SearchField />
      <button type="button">somewhere</button>
      <Note />
      {children}
    </I18nProvider>
  )
}

const field = () => screen.getByRole<HTMLInputElement>('combobox')

beforeEach(async () => {
  startI18n('fa')
  replaceOfficeClient(officeClientDouble({ appointments, user: demoUser }).client)
  clearNarrowing()
  go('day')
  await openDay(today)
  useListView.setState({ shown: useDay.getState().rows })
})

describe('what is pasted into the field', () => {
  it('opens the applicant whose code stands in a text with other things', async () => {
    render(<Window />)
    field().focus()
    await userEvent.paste(`متقاضی: همراه ۰۹۱۲۱۲۳۴۵۶۷، کد ملی ${first.applicant.nationalCode}، ساعت ۰۸:۱۵`)
    await waitFor(() => expect(useSelection.getState().appointmentId).toBe(first.id))
    expect(field().value).toBe('')
  })

  it('is searched as it is when there is no code in it', async () => {
    render(<Window />)
    field().focus()
    await userEvent.paste('کاظمی')
    expect(field().value).toBe('کاظمی')
    expect(useSelection.getState().appointmentId).not.toBe(first.id)
  })
})

describe('the keyboard of the window', () => {
  it('lets what is typed outside a field land in the search field', async () => {
    render(<Window />)
    screen.getByText('somewhere').focus()
    await userEvent.keyboard('کاظمی')
    expect(document.activeElement).toBe(field())
    expect(field().value).toBe('کاظمی')
    expect(useListView.getState().search).toBe('کاظمی')
  })

  it('leaves other fields what is typed in them', async () => {
    render(<Window />)
    await userEvent.type(screen.getByLabelText('note'), 'hello')
    expect(screen.getByLabelText<HTMLInputElement>('note').value).toBe('hello')
    expect(field().value).toBe('')
  })

  it('opens a scanned code of the shown day', async () => {
    render(<Window />)
    field().focus()
    scan(first.applicant.trackingCode)
    await waitFor(() => expect(useSelection.getState().appointmentId).toBe(first.id))
    expect(field().value).toBe('')
  })

  it('opens a scan from another place and another day, and gives the field it ran into its text back', async () => {
    render(<Window />)
    go('schedule')
    const note = screen.getByLabelText<HTMLInputElement>('note')
    await userEvent.type(note, 'kept')
    scan(other.applicant.trackingCode)
    expect(note.value).toBe('kept')
    await waitFor(() => expect(useSelection.getState().appointmentId).toBe(other.id))
    await waitFor(() => expect(useDay.getState().date).toBe(tomorrow))
    expect(useRoute.getState().place).toBe('day')
  })

  it('opens a scan behind what stood in the field, and one whose first keys came late', async () => {
    render(<Window />)
    field().focus()
    await userEvent.keyboard('کاظمی')
    scan(first.applicant.trackingCode)
    await waitFor(() => expect(useSelection.getState().appointmentId).toBe(first.id))
    select(null)
    await userEvent.keyboard(first.applicant.trackingCode.slice(0, 2))
    scan(first.applicant.trackingCode.slice(2))
    await waitFor(() => expect(useSelection.getState().appointmentId).toBe(first.id))
  })

  it('reads a scan in Persian digits', async () => {
    render(<Window />)
    scan([...first.applicant.nationalCode].map((digit) => '۰۱۲۳۴۵۶۷۸۹'[Number(digit)]).join(''))
    await waitFor(() => expect(useSelection.getState().appointmentId).toBe(first.id))
  })

  it('does not act under an open dialog: says so, and opens the applicant once it is closed', async () => {
    const dialog = (
      <div role="dialog" aria-label="open">
        <input aria-label="inside" />
      </div>
    )
    const { rerender } = render(<Window>{dialog}</Window>)
    screen.getByLabelText('inside').focus()
    scan(first.applicant.nationalCode)
    expect(useSelection.getState().appointmentId).toBeNull()
    expect(screen.getByLabelText<HTMLInputElement>('inside').value).toBe('')
    expect(useNotices.getState().notices.at(-1)?.title).toBe('close it first')
    rerender(<Window />)
    field().focus()
    await waitFor(() => expect(useSelection.getState().appointmentId).toBe(first.id))
  })

  it.each(['us', 'persian', 'persianStandard', 'arabic'] as const)(
    'opens a scan while the %s layout is active, also a label with words around the code',
    async (layout) => {
      render(<Window />)
      screen.getByLabelText('note').focus()
      scan(first.applicant.trackingCode, layout)
      await waitFor(() => expect(useSelection.getState().appointmentId).toBe(first.id))
      select(null)
      const { nationalCode } = first.applicant
      scan(`ID:${nationalCode.slice(0, 3)}-${nationalCode.slice(3, 9)}-${nationalCode.slice(9)}/QR`, layout)
      await waitFor(() => expect(useSelection.getState().appointmentId).toBe(first.id))
      expect(screen.getByLabelText<HTMLInputElement>('note').value).toBe('')
    },
  )

  it('says so when a code belongs to nobody here', async () => {
    render(<Window />)
    scan('9999999999')
    await screen.findByText(/در نوبت‌های این دفتر نیست/)
    expect(useSelection.getState().appointmentId).toBeNull()
  })

  it('moves the selection with the arrow keys, and lets Escape clear the field', async () => {
    render(<Window />)
    field().focus()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    expect(useSelection.getState().appointmentId).toBe(useDay.getState().rows[1]?.id)
    await userEvent.keyboard('ab{Escape}')
    expect(field().value).toBe('')
    expect(document.activeElement).toBe(field())
  })
})
