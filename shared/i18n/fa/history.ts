export const history = {
  title: 'تاریخچه',
} as const
