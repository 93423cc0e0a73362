/** Words of the field (domain.md 4): states, roles, kinds of request. */
export const state = {
  booked: 'نوبت‌دار',
  arrived: 'حاضر',
  documents_incomplete: 'نقص مدارک',
  documents_complete: 'مدارک کامل',
  served: 'انجام شد',
  no_show: 'عدم مراجعه',
  cancelled: 'لغو شده',
} as const

export const role = {
  reception: 'متصدی پذیرش',
  documents: 'کارشناس مدارک',
  supervisor: 'مسئول دفتر',
} as const

export const requestKind = {
  first_issue: 'صدور اولین بار',
  replacement: 'المثنی',
  exchange: 'تعویض',
} as const
