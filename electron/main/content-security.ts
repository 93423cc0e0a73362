/**
 * What a page of the app may load and do: itself, and nothing from anywhere else. There is no `'unsafe-inline'`, for
 * styles neither: React sets style properties through the CSSOM, which the policy does not touch.
 */
const policy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
} as const

type Policy = { readonly [directive in keyof typeof policy]: readonly string[] }

export function contentSecurityPolicy(overrides: Partial<Policy> = {}): string {
  return Object.entries({ ...policy, ...overrides })
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ')
}

/** Headers of every answer that the `app:` scheme gives. */
export function securityHeaders(csp: string): Record<string, string> {
  return {
    'Content-Security-Policy': csp,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
  }
}
