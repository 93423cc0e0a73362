import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { setPaperSettings } from '#renderer/stores/paper-settings.ts'
import { useSelection } from '#renderer/stores/selection.ts'
import type { RegistrationForOffice } from '#shared/contract/citizen.ts'
import type { Room } from '#shared/contract/walk-in.ts'
import type { Role } from '#shared/domain/state.ts'
import { demoAppointments, demoOffice } from '#tests/support/demo-day.ts'
import { appointment } from '#tests/support/domain-fixtures.ts'
import { renderOffice, userOf } from '#tests/support/render-office.tsx'
import { scan } from '#tests/support/scan.ts'
import { PaperHost } from '../paper/paper-host.tsx'
import { WalkInDialog } from './walk-in-dialog.tsx'
import { closeWalkIn, openWalkIn } from './walk-in-store.ts'

const national = '0499370899'
const tracking = '4820917799'
/** A tracking code that has the check digit of a national code. */
const lookalike = '7731600009'
const narges: RegistrationForOffice = {
  applicant: {
    ...appointment().applicant,
    nationalCode: national,
    trackingCode: tracking,
    firstName: 'نرگس',
    lastName: 'موسوی‌نژاد',
    fatherName: 'سیدرضا',
  },
  requestKind: 'first_issue',
  stage: 'pre_registered',
  appointment: null,
  bookableFrom: null,
}

let stop: () => void = () => {}
afterEach(() => {
  closeWalkIn()
  setPaperSettings('check_in_slip', { byItself: false })
  stop()
})

type Circumstances = { role?: Role; room?: Partial<Room>; offline?: boolean; narges?: RegistrationForOffice }

async function open({ role = 'reception', room = {}, offline = false, ...known }: Circumstances = {}) {
  openWalkIn()
  const parts = (
    <>
      <WalkInDialog />
      <PaperHost />
    </>
  )
  const view = await renderOffice(parts, {
    appointments: demoAppointments(4),
    user: userOf(role),
    sync: offline ? { connection: 'offline' } : {},
  })
  stop = view.stop
  view.double.walkIn.setRoom(room)
  view.double.walkIn.register(known.narges ?? narges)
  await waitFor(() => expect(document.activeElement).toBe(field('کد ملی')))
  return view
}
const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name, { selector: 'input, textarea' })
const admitButton = () => screen.getByRole('button', { name: /^پذیرش و ثبت حضور/ })
/** Why the main action cannot be had. */
const hindrance = () =>
  document.getElementById(admitButton().getAttribute('aria-describedby') ?? '')?.textContent
const foundName = () => screen.findByRole('heading', { level: 3 })
const asked = (calls: string[]) => calls.filter((call) => call === 'walkIn.find').length

/** Puts texts into fields, at no scanner's pace. */
function write(texts: Record<string, string>) {
  for (const [name, text] of Object.entries(texts)) {
    act(() => field(name).focus())
    fireEvent.input(field(name), { target: { value: text } })
  }
}
async function lookUp(user: UserEvent) {
  write({ 'کد ملی': national, 'کد رهگیری': tracking })
  await user.keyboard('{Enter}')
}
const admit = (user: UserEvent) => user.keyboard('{Control>}{Enter}{/Control}')

describe('who came', () => {
  it('is looked up by typed codes, stands there to be read aloud, and is taken in by Ctrl+Enter', async () => {
    const { user, double } = await open()
    write({ 'کد ملی': '۰۴۹۹۳۷۰۸۹۹' })
    await admit(user)
    expect(double.walkIn.admissions).toEqual([])
    write({ 'کد رهگیری': tracking })
    await user.keyboard('{Enter}')
    expect((await foundName()).textContent).toBe('نرگس موسوی‌نژاد')
    expect(screen.getByText('سیدرضا')).toBeDefined()
    expect(document.activeElement).toBe(admitButton())
    await admit(user)
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    const { nationalCode: _, trackingCode: __, ...details } = narges.applicant
    expect(double.walkIn.admissions).toEqual([
      {
        nationalCode: national,
        trackingCode: tracking,
        details: { ...details, requestKind: 'first_issue' },
        overCapacity: null,
        checkIn: true,
      },
    ])
    expect(await screen.findByText('پذیرفته شد؛ شمارهٔ نوبت ۱')).toBeDefined()
    const taken = [...double.appointments.values()].find((one) => one.applicant.nationalCode === national)
    await waitFor(() => expect(useSelection.getState().appointmentId).toBe(taken?.id))
  })

  it('gets the slip of the arrival where it prints by itself, once, and none elsewhere', async () => {
    const print = vi.fn(() => document.querySelector('.slip')?.textContent ?? '')
    window.print = print
    for (const byItself of [false, true]) {
      setPaperSettings('check_in_slip', { byItself })
      const { user, double } = await open()
      await lookUp(user)
      await foundName()
      await admit(user)
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
      const taken = [...double.appointments.values()].find((one) => one.applicant.nationalCode === national)
      const slip = { paper: 'check_in_slip', subject: taken?.id, copy: 1, outcome: 'handed' }
      if (byItself) await waitFor(() => expect(double.papers.printed).toMatchObject([slip]))
      else expect(double.papers.printed).toEqual([])
      stop()
      cleanup()
    }
    expect(print).toHaveBeenCalledOnce()
    const [printed] = print.mock.results
    expect(printed?.value).toContain('نرگس موسوی‌نژاد')
  })

  it.each([
    ['the national code first', [national, tracking], 'کد رهگیری'],
    ['the tracking code first', [tracking, national], 'کد ملی'],
  ] as const)(
    'is looked up by two scans, %s, the hand in the empty field between',
    async (_, codes, empty) => {
      const { double } = await open()
      const [first, second] = codes
      scan(first)
      expect(document.activeElement).toBe(field(empty))
      expect(field(empty).value).toBe('')
      expect(asked(double.calls)).toBe(0)
      scan(second)
      expect((await foundName()).textContent).toBe('نرگس موسوی‌نژاد')
      expect([field('کد ملی').value, field('کد رهگیری').value]).toEqual(['۰۴۹۹۳۷۰۸۹۹', '۴۸۲۰۹۱۷۷۹۹'])
      expect(asked(double.calls)).toBe(1)
    },
  )

  it('is tried the other way round when the tracking code could be a national code', async () => {
    const applicant = { ...narges.applicant, trackingCode: lookalike }
    const { user, double } = await open({ narges: { ...narges, applicant } })
    scan(lookalike)
    expect(field('کد ملی').value).toBe('۷۷۳۱۶۰۰۰۰۹')
    expect(document.activeElement).toBe(field('کد رهگیری'))
    scan(national)
    await foundName()
    expect(asked(double.calls)).toBe(2)
    expect([field('کد ملی').value, field('کد رهگیری').value]).toEqual(['۰۴۹۹۳۷۰۸۹۹', '۷۷۳۱۶۰۰۰۰۹'])
    await admit(user)
    await waitFor(() => expect(double.walkIn.admissions).toHaveLength(1))
    expect(double.walkIn.admissions).toMatchObject([{ nationalCode: national, trackingCode: lookalike }])
  })

  it('is nobody by these codes: what is written next takes their place, and nobody is taken in', async () => {
    const { user, double } = await open()
    write({ 'کد ملی': national, 'کد رهگیری': '4820917700' })
    await user.keyboard('{Enter}')
    expect(await screen.findByText(/ثبت‌نامی با این کد ملی و کد رهگیری نمی‌شناسد/)).toBeDefined()
    const { selectionStart, selectionEnd, value } = field('کد رهگیری')
    expect([selectionStart, selectionEnd]).toEqual([0, value.length])
    await admit(user)
    expect(double.walkIn.admissions).toEqual([])
    write({ 'کد رهگیری': tracking })
    expect(screen.queryByText(/ثبت‌نامی با این کد ملی و کد رهگیری نمی‌شناسد/)).toBeNull()
  })
})

describe('what stands in the way', () => {
  it.each<[string, Partial<RegistrationForOffice>, RegExp[]]>([
    [
      'an appointment elsewhere',
      {
        appointment: {
          id: '018f0000-0000-7000-8000-0000000000b1',
          date: '2026-11-23',
          slot: '08:45',
          state: 'booked',
          requestKind: 'first_issue',
          office: demoOffice,
          bring: [],
        },
      },
      [/این متقاضی نوبت دیگری دارد/, /نوبت موجود: .*۲ آذر ۱۴۰۵، ساعت .*۰۸:۴۵/],
    ],
    ['a ban', { bookableFrom: '2026-11-24' }, [/پس از عدم مراجعه هنوز نمی‌تواند نوبت بگیرد.*۳ آذر/]],
  ])('%s is told, and nobody is taken in', async (_, changes, told) => {
    const { user, double } = await open({ narges: { ...narges, ...changes } })
    await lookUp(user)
    await foundName()
    const identity = screen.getByRole('region', { name: 'مشخصات برای تأیید با متقاضی' })
    for (const text of told) expect(identity.textContent).toMatch(text)
    expect(admitButton().getAttribute('aria-disabled')).toBe('true')
    expect(identity.textContent).toContain(hindrance())
    await admit(user)
    expect(double.walkIn.admissions).toEqual([])
  })

  it('a full day is not for the clerk', async () => {
    const { user, double } = await open({ room: { status: 'full', free: 0, taken: 96 } })
    await lookUp(user)
    await foundName()
    await waitFor(() => expect(hindrance()).toMatch(/بیش از ظرفیت با مسئول دفتر/))
    await admit(user)
    expect(double.walkIn.admissions).toEqual([])
  })

  it('a full day is for the supervisor, who has to say why', async () => {
    const { user, double } = await open({ role: 'supervisor', room: { status: 'full', free: 0, taken: 96 } })
    await lookUp(user)
    await foundName()
    const reason = await screen.findByLabelText('دلیل پذیرش بیش از ظرفیت', { selector: 'textarea' })
    await waitFor(() => expect(document.activeElement).toBe(reason))
    await admit(user)
    expect(await screen.findByText('دلیل را با دست‌کم سه نویسه بنویسید.')).toBeDefined()
    write({ 'دلیل پذیرش بیش از ظرفیت': '  سالمند است ' })
    await admit(user)
    await waitFor(() => expect(double.walkIn.admissions).toHaveLength(1))
    expect(double.walkIn.admissions).toMatchObject([{ overCapacity: 'سالمند است' }])
  })
})

describe('without a line', () => {
  it('the receipt is written, judged before it is sent, and waits for confirmation', async () => {
    const { user, double } = await open({ offline: true })
    await lookUp(user)
    const receipt = await screen.findByRole('region', { name: 'از روی رسید' })
    await waitFor(() => expect(document.activeElement).toBe(field('نام')))
    await admit(user)
    await waitFor(() => expect(within(receipt).getAllByText('این را بنویسید.')).toHaveLength(5))
    await waitFor(() => expect(document.activeElement).toBe(field('نام')))
    write({
      نام: 'نرگس',
      'نام خانوادگی': 'موسوی‌نژاد',
      'نام پدر': 'سیدرضا',
      'تاریخ تولد': '13700105',
      'تلفن همراه': '09120572645',
    })
    await admit(user)
    expect(double.walkIn.admissions).toEqual([])
    await user.click(within(receipt).getByRole('radio', { name: 'صدور اولین بار' }))
    await admit(user)
    expect(await screen.findByText(/پذیرفته شد؛ شمارهٔ نوبت ۱، در انتظار تأیید/)).toBeDefined()
    expect(double.walkIn.admissions).toMatchObject([
      {
        nationalCode: national,
        trackingCode: tracking,
        details: {
          firstName: 'نرگس',
          birthDate: '1991-03-25',
          mobile: '09120572645',
          requestKind: 'first_issue',
        },
      },
    ])
  })
})
