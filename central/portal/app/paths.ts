/** The pages of the portal by their address. Nothing of a person is ever part of one. */
export const paths = {
  menu: '/',
  register: '/register',
  booking: '/booking',
  recovery: '/recovery',
  status: '/status',
  demo: '/demo',
} as const

export type PageName = keyof typeof paths

export const portalPaths: readonly string[] = Object.values(paths)
