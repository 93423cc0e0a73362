import type { OfficeProfile } from '#shared/contract/central.ts'
import type { Actor } from '#shared/domain/actor.ts'
import { defaultFigures } from '#shared/domain/rules.ts'
import type { Role } from '#shared/domain/state.ts'
import { standardRequirementSets } from '../standard-requirements.ts'

/** Everybody of the demonstration signs in with this. */
export const demoPassword = 'pishkhan-demo'

/** The office of the demonstration. */
export const demoOffice: OfficeProfile = {
  id: '0195e000-0072-7104-8000-000000000001',
  code: '72-104',
  name: 'دفتر پیشخوان ۷۲-۱۰۴',
  province: 'تهران',
  city: 'تهران',
  address: 'تهران، خیابان کارگر شمالی، بالاتر از میدان انقلاب، نبش خیابان نصرت، پلاک ۱۸۴۲',
  areaCode: '021',
  opensAt: '08:00',
  closesAt: '14:00',
  slotMinutes: 15,
  slotCapacity: 6,
  demonstrationPassword: demoPassword,
  rules: { ...defaultFigures, requirementSets: standardRequirementSets },
}

export const demoUsers: readonly {
  id: string
  username: string
  displayName: string
  roles: Role[]
  desk: string | null
}[] = [
  {
    id: '0195e000-0072-7104-8000-000000000011',
    username: 'paziresh',
    displayName: 'زهرا رضایی',
    roles: ['reception'],
    desk: null,
  },
  {
    id: '0195e000-0072-7104-8000-000000000012',
    username: 'madarek',
    displayName: 'مریم کاظمی',
    roles: ['documents'],
    desk: 'باجهٔ ۲',
  },
  {
    id: '0195e000-0072-7104-8000-000000000013',
    username: 'masoul',
    displayName: 'احمد محمودی',
    roles: ['supervisor'],
    desk: null,
  },
]

/** Who of the demonstration has the role, as events name them. */
export function demoActor(role: Role): Extract<Actor, { kind: 'user' }> {
  const user = demoUsers.find(({ roles }) => roles.includes(role))
  if (!user) throw new Error(`nobody of the demonstration is ${role}`)
  return { kind: 'user', userId: user.id, displayName: user.displayName, roles: user.roles }
}
