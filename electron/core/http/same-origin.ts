import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a request was meant for this host and comes from its own pages. The Host check stops DNS rebinding (a foreign
 * name that resolves to this machine); the Origin and Fetch-Metadata checks stop other sites of the same browser.
 * A request without Origin (navigation, or a program that is no browser) has only its Host checked: without the
 * SameSite=Strict cookie it is nobody.
 *
 * @returns null when it may pass, otherwise a stable code
 */
export function refuseForeign(
  headers: IncomingHttpHeaders,
  port: number,
): 'host_not_allowed' | 'origin_not_allowed' | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]
  const { host, origin } = headers
  if (host === undefined || !hosts.includes(host.toLowerCase())) return 'host_not_allowed'
  if (origin !== undefined && origin !== `http://${host.toLowerCase()}`) return 'origin_not_allowed'
  const site = headers['sec-fetch-site']
  // A link from elsewhere may open the page, nothing more; the browser sends no cookie with it.
  const navigates = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !navigates)
    return 'origin_not_allowed'
  return null
}
