import type { OfficeProfile } from '#shared/contract/central.ts'
import { demoOffice } from './office.ts'

/** Offices in other places, for whoever chooses where to go. Nobody works there: they have no people and no devices. */
export const otherDemoOffices: readonly OfficeProfile[] = [
  {
    ...demoOffice,
    id: '0195e000-0026-7118-8000-000000000001',
    code: '26-118',
    name: 'دفتر پیشخوان ۲۶-۱۱۸',
    province: 'البرز',
    city: 'کرج',
    address: 'کرج، بلوار طالقانی شمالی، نرسیده به میدان طالقانی، پلاک ۲۱۲',
    areaCode: '026',
    slotCapacity: 4,
  },
  {
    ...demoOffice,
    id: '0195e000-0031-7207-8000-000000000001',
    code: '31-207',
    name: 'دفتر پیشخوان ۳۱-۲۰۷',
    province: 'اصفهان',
    city: 'اصفهان',
    address: 'اصفهان، خیابان چهارباغ بالا، روبه‌روی مجتمع پارک، پلاک ۸۶',
    areaCode: '031',
    opensAt: '08:30',
    closesAt: '13:30',
    slotMinutes: 20,
    slotCapacity: 3,
  },
]
