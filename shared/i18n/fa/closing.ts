export const closing = {
  title: 'بستن روز',
} as const
