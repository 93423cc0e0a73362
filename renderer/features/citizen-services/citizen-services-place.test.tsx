import { act, screen, waitFor, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useRoute } from '#renderer/app/route.ts'
import { useSession } from '#renderer/stores/session.ts'
import { type CitizenAppointment, notEligibleMessage } from '#shared/contract/citizen.ts'
import type { User } from '#shared/contract/office.ts'
import { demoAppointments, demoOffice } from '#tests/support/demo-day.ts'
import { renderOffice, userOf } from '#tests/support/render-office.tsx'
import { CitizenServicesPlace } from './citizen-services-place.tsx'
import { clearServices, showService } from './services-store.ts'

const appointments = demoAppointments(4)
/** Somebody whom the central system knows; born 5 Farvardin 1370. */
const zahra = { nationalCode: '0499370899', trackingCode: '0048209178', birthDate: '1991-03-25' }

let stop: () => void = () => {}
beforeEach(() => {
  clearServices()
  showService('register')
})
afterEach(() => stop())

async function place(user: User = userOf('reception')) {
  const view = await renderOffice(<CitizenServicesPlace />, { appointments, user })
  stop = view.stop
  view.double.citizen.addPerson(zahra.nationalCode, zahra.trackingCode, zahra.birthDate, {})
  return view
}
const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name, { selector: 'input, textarea' })
const tab = (name: RegExp) => screen.getByRole('tab', { name })
const button = (name: string | RegExp) => screen.getByRole('button', { name })

const typed = {
  'کد ملی': '۰۴۹۹۳۷۰۸۹۹',
  'تاریخ تولد': '13700105',
  نام: 'سیده فاطمه‌زهرا',
  'نام خانوادگی': 'موسوی‌نژاد',
  'نام پدر': 'سیدرضا',
  'شمارهٔ شناسنامه': '1234',
  'سریال شناسنامه': '123456',
  'کد پستی': '1439957131',
  'تلفن ثابت': '88634712',
  'تلفن همراه': '09120572645',
  'آدرس محل سکونت': 'تهران، خیابان کارگر شمالی، پلاک ۱۸، واحد ۴',
}
/** As a hand fills the form in; figures come at no scanner's pace, since they are pasted here. */
async function fillIn(user: UserEvent, texts: Record<string, string> = typed) {
  for (const [name, text] of Object.entries(texts)) {
    await user.click(field(name))
    await user.paste(text)
  }
  await user.click(screen.getByRole('radio', { name: 'زن' }))
  await user.click(screen.getByRole('radio', { name: 'صدور اولین بار' }))
}
async function find(user: UserEvent, nationalCode = zahra.nationalCode, trackingCode = zahra.trackingCode) {
  await user.click(field('کد ملی'))
  await user.paste(nationalCode)
  await user.click(field('کد رهگیری'))
  await user.paste(trackingCode)
  await user.keyboard('{Enter}')
}

describe('registration', () => {
  it('judges as one types: a hint while it is written, an error when the field is left', async () => {
    const { user } = await place()
    await user.type(field('کد پستی'), '14399')
    expect(screen.getByText('کد پستی ده رقم است.')).toBeDefined()
    expect(field('کد پستی').getAttribute('aria-invalid')).toBeNull()
    await user.tab()
    expect(field('کد پستی').getAttribute('aria-invalid')).toBe('true')
    // The office's area code completes a local number; a year of the imperial calendar is told.
    await user.type(field('تلفن ثابت'), '88634712')
    expect(screen.getByText(/ثبت می‌شود: .*۰۲۱-۸۸۶۳۴۷۱۲/)).toBeDefined()
    await user.type(field('تاریخ تولد'), '25350105')
    expect(field('تاریخ تولد').value).toBe('۲۵۳۵/۰۱/۰۵')
    expect(screen.getByText('سال شاهنشاهی ۲۵۳۵؛ پنجشنبه ۵ فروردین ۱۳۵۵')).toBeDefined()
  })

  it('says how much is missing and sends nothing', async () => {
    const { user, double } = await place()
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(await screen.findByText('۱۳ مورد مانده یا نادرست است.')).toBeDefined()
    expect(double.citizen.heard).toEqual([])
  })

  it('sends what is stored, shows the tracking code and goes on to booking with it', async () => {
    const { user, double } = await place()
    await fillIn(user)
    await user.keyboard('{Control>}{Enter}{/Control}')
    const shown = await screen.findByText('۰۰۴۸۲۰۹۱۷۸')
    expect(shown.getAttribute('dir')).toBe('ltr')
    expect(double.citizen.heard).toMatchObject([
      {
        procedure: 'register',
        input: {
          nationalCode: '0499370899',
          birthDate: '1991-03-25',
          landline: '02188634712',
          gender: 'female',
          requestKind: 'first_issue',
        },
      },
    ])
    // The button has the focus: Enter goes on, and nobody types the credentials again.
    await user.keyboard('{Enter}')
    expect(await screen.findByRole('heading', { name: 'سیده فاطمه‌زهرا' })).toBeDefined()
    expect(double.citizen.heard[1]).toEqual({
      procedure: 'status',
      input: { nationalCode: '0499370899', trackingCode: '0048209178' },
    })
    await user.click(tab(/ثبت‌نام جدید/))
    expect(field('نام').value).toBe('')
  })

  it('tells the official message word for word, with the reason for the clerk, and keeps the form', async () => {
    const { user, double } = await place()
    await fillIn(user)
    double.citizen.says({ refuse: { code: 'NOT_ELIGIBLE', reason: 'live_registration' } })
    await user.click(button(/^ثبت‌نام/))
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain(notEligibleMessage)
    expect(alert.textContent).toContain('پیش‌تر ثبت‌نام کرده است')
    expect(field('نام خانوادگی').value).toBe('موسوی‌نژاد')
    // What is known already goes along.
    await user.click(within(alert).getByRole('button', { name: 'بازیابی کد رهگیری' }))
    expect(field('کد ملی').value).toBe('۰۴۹۹۳۷۰۸۹۹')
    expect(field('تاریخ تولد').value).toBe('۱۳۷۰/۰۱/۰۵')
  })

  it('marks the field that the central system refuses until it is written anew', async () => {
    const { user, double } = await place()
    await fillIn(user)
    double.citizen.says({ refuse: { code: 'DETAILS_INVALID', fields: { mobile: 'mobile_format' } } })
    await user.click(button(/^ثبت‌نام/))
    await waitFor(() => expect(field('تلفن همراه').getAttribute('aria-invalid')).toBe('true'))
    await user.type(field('تلفن همراه'), '{Backspace}6')
    expect(field('تلفن همراه').getAttribute('aria-invalid')).toBeNull()
  })

  it('loses nothing without a line: not by trying, not in another place, and it works when the line is back', async () => {
    const { user, double, unmount } = await place()
    await fillIn(user)
    act(() =>
      double.emit({
        kind: 'sync',
        status: {
          connection: 'offline',
          lastSyncAt: null,
          dataByFileAt: null,
          queued: 0,
          parked: 0,
          problem: 'network',
          clockOffsetMs: 0,
        },
      }),
    )
    expect(await screen.findByText('بدون اتصال به سامانهٔ مرکزی، این خدمات کار نمی‌کند.')).toBeDefined()
    double.citizen.says({ unreachable: true })
    await user.click(button(/^ثبت‌نام/))
    expect(await screen.findByText('سامانهٔ مرکزی در دسترس نیست.')).toBeDefined()
    unmount()
    stop()
    const again = await renderOffice(<CitizenServicesPlace />, { appointments, user: userOf('reception') })
    stop = again.stop
    expect(field('نام خانوادگی').value).toBe('موسوی‌نژاد')
    await again.user.click(button(/^ثبت‌نام/))
    expect(await screen.findByText('ثبت‌نام انجام شد')).toBeDefined()
  })
})

describe('booking', () => {
  async function found(
    status: Parameters<Awaited<ReturnType<typeof place>>['double']['citizen']['addPerson']>[3] = {},
  ) {
    showService('booking')
    const view = await place()
    view.double.citizen.addPerson(zahra.nationalCode, zahra.trackingCode, zahra.birthDate, status)
    await find(view.user)
    await screen.findByRole('heading', { name: 'سیده فاطمه‌زهرا' })
    return view
  }
  const labelOf = (element: Element | null) => element?.getAttribute('aria-label')
  /** A day of the calendar; found by its date, since working out the roles of a whole month takes long. */
  const day = (date: string) =>
    waitFor(() => {
      const cell = document.querySelector<HTMLElement>(`[data-day="${date}"]`)
      if (!cell || !labelOf(cell)?.match(/جای خالی|ظرفیت|تعطیل/))
        throw new Error('the days are not there yet')
      return cell
    })
  const slot = (time: string) =>
    waitFor(() => {
      const input = document.querySelector<HTMLElement>(`[data-slot-time="${time}"] input`)
      if (!input) throw new Error('the slots are not there yet')
      return input
    })

  const booked: CitizenAppointment = {
    id: '018f0000-0000-7000-8000-0000000000b1',
    date: '2026-11-22',
    slot: '08:45',
    state: 'booked',
    requestKind: 'first_issue',
    office: demoOffice,
    bring: [],
  }

  it('this office first; full and closed days are told apart and cannot be chosen', async () => {
    const { user, double } = await found()
    expect(labelOf(await day('2026-11-22'))).toBe('یکشنبه ۱ آذر ۱۴۰۵، ۴۶ جای خالی')
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'دفتر' }).value).toBe(demoOffice.id)
    const [full, closed] = [await day('2026-11-23'), await day('2026-11-27')]
    expect(labelOf(full)).toBe('دوشنبه ۲ آذر ۱۴۰۵، ظرفیت تکمیل')
    expect(labelOf(closed)).toBe('جمعه ۶ آذر ۱۴۰۵، تعطیل: جمعه')
    await user.click(full)
    await user.click(closed)
    expect(document.querySelector('[data-slot-time]')).toBeNull()
    await user.click(await day('2026-11-24'))
    expect((await slot('08:00')).hasAttribute('disabled')).toBe(true)
    await user.click(await slot('08:45'))
    // The radio has the focus, and Enter with Ctrl is still the main act.
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(await screen.findByText('نوبت ثبت شد')).toBeDefined()
    expect(screen.getByText('سه‌شنبه ۳ آذر ۱۴۰۵، ساعت ۰۸:۴۵')).toBeDefined()
    expect(screen.getByText('اصل شناسنامهٔ عکس‌دار')).toBeDefined()
    expect(double.citizen.heard.at(-1)).toEqual({
      procedure: 'book',
      input: {
        nationalCode: zahra.nationalCode,
        trackingCode: zahra.trackingCode,
        officeId: demoOffice.id,
        date: '2026-11-24',
        slot: '08:45',
      },
    })
    await user.click(button('دیدن در فهرست روز'))
    expect(useRoute.getState().place).toBe('day')
  })

  it('a slot that was taken meanwhile is said, the days are asked for anew, the day stays chosen', async () => {
    const { user, double } = await found()
    await user.click(await day('2026-11-22'))
    await user.click(await slot('08:45'))
    double.citizen.says({ refuse: { code: 'SLOT_FULL' } })
    const before = double.citizen.heard.filter(({ procedure }) => procedure === 'slots').length
    await user.click(button(/^ثبت نوبت/))
    expect(await screen.findByText('ظرفیت این ساعت هم‌اکنون تکمیل شد.')).toBeDefined()
    await waitFor(() =>
      expect(double.citizen.heard.filter(({ procedure }) => procedure === 'slots').length).toBe(before + 1),
    )
    expect(button(/^ثبت نوبت/).getAttribute('aria-disabled')).toBe('true')
    expect(await screen.findByText('ساعت‌های یکشنبه ۱ آذر ۱۴۰۵')).toBeDefined()
  })

  it('an appointment there is can be moved', async () => {
    const { user, double } = await found({ appointment: booked, stage: 'booked' })
    await user.click(await screen.findByRole('button', { name: /^تغییر نوبت/ }))
    await user.click(await day('2026-11-24'))
    await user.click(await slot('09:00'))
    await user.click(button(/^تغییر به این نوبت/))
    expect(await screen.findByText('نوبت تغییر کرد')).toBeDefined()
    expect(double.citizen.heard.at(-1)).toMatchObject({
      procedure: 'change',
      input: { date: '2026-11-24', slot: '09:00' },
    })
  })

  it('cancelling asks first', async () => {
    const { user, double } = await found({ appointment: booked, stage: 'booked' })
    await user.click(await screen.findByRole('button', { name: 'لغو نوبت' }))
    const dialog = await screen.findByRole('alertdialog')
    expect(dialog.textContent).toContain('یکشنبه ۱ آذر ۱۴۰۵، ساعت ۰۸:۴۵')
    expect(double.citizen.heard.map(({ procedure }) => procedure)).not.toContain('cancel')
    await user.click(within(dialog).getByRole('button', { name: 'لغو نوبت' }))
    expect(await screen.findByText('نوبت لغو شد')).toBeDefined()
  })

  it('a ban is told with its date, and nothing is offered', async () => {
    await found({ bookableFrom: '2026-11-26', stage: 'no_show' })
    expect(screen.getByText('نوبت‌گیری تا پنجشنبه ۵ آذر ۱۴۰۵ ممکن نیست')).toBeDefined()
    expect(screen.queryByRole('button', { name: /^ثبت نوبت/ })).toBeNull()
  })

  it('unknown credentials are said, and what was typed stays', async () => {
    showService('booking')
    const { user } = await place()
    await find(user, zahra.nationalCode, '1111111111')
    expect(await screen.findByText('ثبت‌نامی با این کد ملی و کد رهگیری نیست.')).toBeDefined()
    expect(field('کد رهگیری').value).toBe('۱۱۱۱۱۱۱۱۱۱')
  })
})

describe('recovery', () => {
  it('tells the clerk the code, and to check the identity first', async () => {
    showService('recovery')
    const { user } = await place()
    expect(screen.getByText(/هویت متقاضی را با اصل شناسنامه بررسی کنید/)).toBeDefined()
    await user.click(field('کد ملی'))
    await user.paste(zahra.nationalCode)
    await user.click(field('تاریخ تولد'))
    await user.paste('۱۳۷۰/۱/۵')
    await user.keyboard('{Enter}')
    expect(await screen.findByText('۰۰۴۸۲۰۹۱۷۸')).toBeDefined()
    expect(screen.getByText(/هویت متقاضی را با اصل شناسنامه بررسی کنید/)).toBeDefined()
    await user.click(button('دیدن وضعیت'))
    expect(await screen.findByText('پیش‌ثبت‌نام', { selector: 'li bdi' })).toBeDefined()
  })

  it('says when there is no such registration, and lets it be mended', async () => {
    showService('recovery')
    const { user } = await place()
    await user.click(field('کد ملی'))
    await user.paste(zahra.nationalCode)
    await user.click(field('تاریخ تولد'))
    await user.paste('13700106')
    await user.keyboard('{Enter}')
    expect(await screen.findByText('ثبت‌نامی با این کد ملی و تاریخ تولد نیست')).toBeDefined()
    await user.keyboard('{Enter}')
    expect(field('تاریخ تولد').value).toBe('۱۳۷۰/۰۱/۰۶')
  })
})

describe('state of issuance', () => {
  it('shows the stages, the newest first, and one that it does not know as it came', async () => {
    showService('status')
    const { user, double } = await place(userOf('documents'))
    double.citizen.addPerson(zahra.nationalCode, zahra.trackingCode, zahra.birthDate, {
      stage: 'در صف چاپ استان',
      history: [
        { stage: 'completed', at: '2026-11-15T06:50:00.000Z', note: null },
        { stage: 'در صف چاپ استان', at: '2026-11-20T06:50:00.000Z', note: 'دو هفته' },
      ],
    })
    await find(user)
    const stages = await screen.findAllByRole('listitem')
    expect(stages.map((stage) => stage.querySelector('bdi')?.textContent)).toEqual([
      'در صف چاپ استان',
      'تکمیل ثبت‌نام',
    ])
    expect(stages[0]?.textContent).toContain('جمعه ۲۹ آبان ۱۴۰۵')
  })

  it('is all that a documents clerk is offered', async () => {
    await place(userOf('documents'))
    expect(screen.getAllByRole('tab').map((one) => one.textContent)).toEqual([
      expect.stringContaining('وضعیت صدور کارت'),
    ])
  })
})

describe('whose drafts they are', () => {
  it('they stay by service, are marked, and go with the next citizen', async () => {
    const { user } = await place()
    await user.type(field('نام'), 'زهرا')
    await user.keyboard('{Alt>}2{/Alt}')
    expect(tab(/ثبت‌نام جدید/).textContent).toContain('نیمه‌کاره')
    await user.keyboard('{Alt>}1{/Alt}')
    expect(field('نام').value).toBe('زهرا')
    await user.keyboard('{Alt>}n{/Alt}')
    expect(field('نام').value).toBe('')
  })

  it('another user finds nothing of the one before; the same one finds it all', async () => {
    const { user } = await place()
    await user.type(field('نام'), 'زهرا')
    const signIn = (who: User | null) => act(() => useSession.setState({ user: who }))
    signIn(null)
    signIn(userOf('reception'))
    expect(field('نام').value).toBe('زهرا')
    signIn(null)
    signIn(userOf('supervisor'))
    expect(field('نام').value).toBe('')
  })
})
