import { implement } from '@orpc/server'
import type {
  CitizenAppointment,
  CitizenStatus,
  Credentials,
  PublicOffice,
} from '#shared/contract/citizen.ts'
import type { CentralRefusal } from '#shared/contract/citizen-services.ts'
import { officeContract } from '#shared/contract/office.ts'
import { addDays, weekdayOf } from '#shared/domain/civil-date.ts'
import { slotTimes } from '#shared/domain/slots.ts'
import { demoOffice, demoRules } from './demo-day.ts'
import { nextId } from './domain-fixtures.ts'

/** What the central system is to say next, instead of what it should. */
export type CentralSays = { refuse: CentralRefusal } | { unreachable: true }

export type CitizenDoubleOptions = {
  today: string
  now: string
}

/** Another office of the same city, always full. */
export const fullOffice: PublicOffice = {
  id: '018f0000-0000-7000-8000-000000000f02',
  code: '72-211',
  name: 'دفتر پیشخوان ۷۲-۲۱۱، میدان شهدای هفتم تیر و خیابان کریم‌خان زند',
  province: 'تهران',
  city: 'تهران',
  address: 'تهران، خیابان کریم‌خان زند، نبش خیابان میرزای شیرازی، ساختمان شمارهٔ ۱۴۲، طبقهٔ همکف',
  areaCode: '021',
  firstFreeDate: null,
}
const farOffice: PublicOffice = {
  id: '018f0000-0000-7000-8000-000000000f03',
  code: '31-018',
  name: 'دفتر پیشخوان ۳۱-۰۱۸',
  province: 'اصفهان',
  city: 'کاشان',
  address: 'کاشان، خیابان فاضل نراقی',
  areaCode: '031',
  firstFreeDate: '2026-11-23',
}

/**
 * The citizen's endpoints of a central system in memory, behind the office's contract, for component tests and pictures.
 * It judges nobody and keeps registrations by national code; `says` makes it refuse.
 */
export function citizenServicesDouble({ today, now }: CitizenDoubleOptions) {
  const os = implement(officeContract).citizen
  const people = new Map<string, { trackingCode: string; birthDate: string; status: CitizenStatus }>()
  const heard: { procedure: string; input: unknown }[] = []
  let planned: CentralSays[] = []
  let lastCode = 48209177
  const ownOffice: PublicOffice = { ...demoOffice, firstFreeDate: today }
  const offices = [ownOffice, fullOffice, farOffice]

  type Errors = {
    CENTRAL_UNREACHABLE: () => Error
    CENTRAL_REFUSED: (options: { data: CentralRefusal }) => Error
  }
  /** Takes down what was asked, and says what was planned. */
  const hear = (procedure: string, input: unknown, errors: Errors) => {
    heard.push({ procedure, input })
    const [next, ...rest] = planned
    planned = rest
    if (next && 'unreachable' in next) throw errors.CENTRAL_UNREACHABLE()
    if (next) throw errors.CENTRAL_REFUSED({ data: next.refuse })
  }
  const known = ({ nationalCode, trackingCode }: Credentials, errors: Errors) => {
    const person = people.get(nationalCode)
    if (person?.trackingCode === trackingCode) return person
    throw errors.CENTRAL_REFUSED({ data: { code: 'CREDENTIALS_UNKNOWN' } })
  }
  const book = (
    person: { status: CitizenStatus },
    place: { officeId: string; date: string; slot: string },
    errors: Errors,
  ): CitizenAppointment => {
    const office = offices.find(({ id }) => id === place.officeId)
    if (!office) throw errors.CENTRAL_REFUSED({ data: { code: 'OFFICE_UNKNOWN' } })
    const appointment: CitizenAppointment = {
      id: nextId(),
      date: place.date,
      slot: place.slot,
      state: 'booked',
      requestKind: person.status.requestKind,
      office,
      bring: demoRules.requirementSets[0]?.items ?? [],
    }
    person.status = {
      ...person.status,
      stage: 'booked',
      history: [...person.status.history, { stage: 'booked', at: now, note: null }],
      appointment,
    }
    return appointment
  }

  const router = {
    register: os.register.handler(({ input, errors }) => {
      hear('register', input, errors)
      lastCode += 1
      const trackingCode = `00${lastCode}`
      const status: CitizenStatus = {
        firstName: input.firstName,
        requestKind: 'first_issue',
        stage: 'pre_registered',
        history: [{ stage: 'pre_registered', at: now, note: null }],
        appointment: null,
        bookableFrom: null,
      }
      people.set(input.nationalCode, { trackingCode, birthDate: input.birthDate, status })
      return { trackingCode, registeredAt: now }
    }),
    recover: os.recover.handler(({ input, errors }) => {
      hear('recover', input, errors)
      const person = people.get(input.nationalCode)
      const fits = person?.birthDate === input.birthDate
      return { requested: true as const, trackingCode: fits ? person.trackingCode : null }
    }),
    status: os.status.handler(({ input, errors }) => {
      hear('status', input, errors)
      return known(input, errors).status
    }),
    offices: os.offices.handler(({ input, errors }) => {
      hear('offices', input, errors)
      return {
        places: [
          { province: 'اصفهان', cities: ['کاشان'] },
          { province: 'تهران', cities: ['تهران'] },
        ],
        offices: offices.filter(
          ({ province, city }) => (input.province ?? province) === province && (input.city ?? city) === city,
        ),
      }
    }),
    slots: os.slots.handler(({ input, errors }) => {
      hear('slots', input, errors)
      const days = []
      const last = addDays(today, 30)
      for (let date = today; date <= last; date = addDays(date, 1)) {
        if (date < (input.from ?? date) || date > (input.to ?? date)) continue
        const isFriday = weekdayOf(date) === 6
        const isFull = input.officeId === fullOffice.id || weekdayOf(date) === 2
        days.push({
          date,
          status: isFriday ? ('closed' as const) : isFull ? ('full' as const) : ('open' as const),
          closedBecause: isFriday ? 'جمعه' : null,
          slots: isFriday
            ? []
            : slotTimes(demoOffice, 15).map((time, index) => ({ time, free: isFull ? 0 : index % 5 })),
        })
      }
      return { days }
    }),
    book: os.book.handler(({ input, errors }) => {
      hear('book', input, errors)
      return book(known(input, errors), input, errors)
    }),
    change: os.change.handler(({ input, errors }) => {
      hear('change', input, errors)
      return book(known(input, errors), input, errors)
    }),
    cancel: os.cancel.handler(({ input, errors }) => {
      hear('cancel', input, errors)
      const person = known(input, errors)
      const { appointment } = person.status
      if (!appointment) throw errors.CENTRAL_REFUSED({ data: { code: 'NOT_CHANGEABLE' } })
      const cancelled: CitizenAppointment = { ...appointment, state: 'cancelled' }
      person.status = { ...person.status, stage: 'cancelled', appointment: cancelled }
      return cancelled
    }),
  }

  return {
    router,
    people,
    /** Every question that came, in order. */
    heard,
    /** The next questions are answered so, one after the other. */
    says: (...next: CentralSays[]) => {
      planned.push(...next)
    },
    /** Somebody who has registered already. */
    addPerson(nationalCode: string, trackingCode: string, birthDate: string, status: Partial<CitizenStatus>) {
      people.set(nationalCode, {
        trackingCode,
        birthDate,
        status: {
          firstName: 'سیده فاطمه‌زهرا',
          requestKind: 'first_issue',
          stage: 'pre_registered',
          history: [{ stage: 'pre_registered', at: '2026-11-18T08:12:00.000Z', note: null }],
          appointment: null,
          bookableFrom: null,
          ...status,
        },
      })
    },
  }
}
