import { expect, test } from 'vitest'
import { routeLabels } from './route-label.ts'

const label = routeLabels([
  '/v1/status',
  '/v1/offices',
  '/v1/offices/{officeId}/slots',
  '/v1/appointments/{id}/cancel',
])

test.each([
  ['/v1/status', '/v1/status'],
  ['/v1/status?nationalCode=0093849370', '/v1/status'],
  ['/v1/offices', '/v1/offices'],
  ['/v1/offices?city=x#y', '/v1/offices'],
  ['/v1/offices/0195e000-0072-7104-8000-000000000001/slots?from=2026-11-22', '/v1/offices/{officeId}/slots'],
  ['/v1/appointments/0093849370/cancel', '/v1/appointments/{id}/cancel'],
  ['/v1/appointments/0093849370', 'unknown'],
  ['/v1/offices/a/b/slots', 'unknown'],
  ['/0093849370', 'unknown'],
  ['', 'unknown'],
])('%s is counted as %s', (url, route) => {
  expect(label(url)).toBe(route)
})
