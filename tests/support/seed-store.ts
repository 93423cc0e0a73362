import { hashSync } from '@node-rs/argon2'
import type { Store } from '#db/store.ts'
import type { OfficeProfile, OfficeUser } from '#shared/contract/central.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { Role } from '#shared/domain/state.ts'
import { appointment, day, deviceId, officeId, rules } from './domain-fixtures.ts'

/** 10:22 of Tehran on the seeded day: the slots up to 10:00 are past their grace. */
export const seedNow = '2026-11-22T06:52:00.000Z'
export const seedPassword = 'a password of the test office'

/** Quick to check, and the same bytes each time; what an office gets costs more. */
const cheapHash = (salt: number) =>
  hashSync(seedPassword, {
    memoryCost: 1024,
    timeCost: 1,
    parallelism: 1,
    salt: new Uint8Array(16).fill(salt),
  })

const person = (index: number, username: string, displayName: string, ...roles: Role[]): OfficeUser => ({
  id: `018f0000-0000-7000-8000-0000000000e${index}`,
  username,
  displayName,
  roles,
  desk: String(index),
  passwordHash: cheapHash(index),
  mustChangePassword: false,
  active: true,
  appliedEventIds: [],
})

export const seedUsers = {
  paziresh: person(1, 'paziresh', 'مریم پذیرش', 'reception'),
  madarek: person(2, 'madarek', 'رضا مدارک', 'documents'),
  masoul: person(3, 'masoul', 'زهرا مسئول', 'supervisor'),
}
export type SeedUser = keyof typeof seedUsers

export const seedOffice: OfficeProfile = {
  id: officeId,
  code: '72-104',
  name: 'دفتر پیشخوان ۷۲-۱۰۴',
  province: 'تهران',
  city: 'تهران',
  address: 'تهران، خیابان انقلاب، پلاک ۱۲',
  areaCode: '021',
  opensAt: '08:00',
  closesAt: '14:00',
  slotMinutes: 10,
  slotCapacity: 4,
  rules,
}

const firstNames = ['فاطمه', 'علی', 'زهرا', 'محمدرضا', 'مریم', 'کیان', 'پریسا', 'ژاله']
const lastNames = ['محمدی', 'رضایی', 'موسوی‌نژاد', 'کاظمی', 'حسینی', 'پورعلی', 'گلستانی']

/** The index as a national code: nine digits and the check digit of domain.md 2.2. */
function nationalCode(index: number): string {
  const digits = String(100_000_000 + index * 7919).slice(0, 9)
  const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0)
  const rest = sum % 11
  return `${digits}${rest < 2 ? rest : 11 - rest}`
}

const two = (value: number): string => String(value).padStart(2, '0')

/** The `index`-th appointment of a day, from 08:00 on, four a slot of ten minutes; always the same one. */
export function seedAppointment(index: number, date = day): Appointment {
  const minute = 8 * 60 + Math.floor(index / seedOffice.slotCapacity) * seedOffice.slotMinutes
  const base = appointment()
  return {
    ...base,
    id: `018f1111-${date.slice(5, 7)}${date.slice(8)}-7000-8000-${index.toString(16).padStart(12, '0')}`,
    date,
    slot: `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`,
    applicant: {
      ...base.applicant,
      nationalCode: nationalCode(index),
      trackingCode: String(4_820_000_000 + index * 31),
      firstName: firstNames[index % firstNames.length] ?? '',
      lastName: lastNames[index % lastNames.length] ?? '',
      mobile: index % 9 === 8 ? null : `0912${String(1_000_000 + index * 17)}`,
    },
    revision: 10 + index,
  }
}

export type Seeded = { date: string; appointments: Appointment[] }

/**
 * Fills a store as activation and a first pull would: an office, its device, three users with `seedPassword`, and
 * `appointments` (20) booked for `date`. The same each time.
 */
export function seedStore(store: Store, options: { appointments?: number; date?: string } = {}): Seeded {
  const date = options.date ?? day
  const appointments = Array.from({ length: options.appointments ?? 20 }, (_, index) =>
    seedAppointment(index, date),
  )
  store.transaction(() => {
    store.settings.set('device', {
      deviceId,
      officeId,
      officeName: seedOffice.name,
      centralUrl: 'http://127.0.0.1:9',
      // A key that no central system knows.
      privateKey: {
        kty: 'OKP',
        crv: 'Ed25519',
        x: 'AYLjAgVA5z-SxObyoHVDpMV4ZcJIeL5e1gtM74T-fvg',
        d: 'GUaGfENL7DXUAaB_ovk-Wn0SWOOmQUPJhpWI1ZTZi9w',
      },
      activatedAt: seedNow,
    })
    store.office.put(seedOffice)
    store.users.put(Object.values(seedUsers))
    store.appointments.putFromServer(appointments.map((row) => ({ server: row, shown: row })))
  })
  return { date, appointments }
}
