export const tray = {
  title: 'نیازمند رسیدگی',
} as const
