export const applicant = {
  title: 'متقاضی',
} as const
