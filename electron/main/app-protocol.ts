import { readFile } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'
import type { CustomScheme, Protocol } from 'electron'
import { APP_ORIGIN } from '#shared/contract/channels.ts'
import { contentSecurityPolicy, securityHeaders } from './content-security.ts'

/** To be registered before the app is ready; `standard` and `secure` give the pages an origin of their own. */
export const appScheme: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
}

/** What is served, and nothing else: an extension that is not here is answered with 404. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/** Answers requests of one host of the `app:` scheme. */
export type HostHandler = (request: Request, url: URL) => Promise<Response>

/**
 * The one handler of the `app:` scheme. `app://pishkhan/` is the built renderer; `hosts` are further pages of the
 * shell, each an origin of its own. Anything else is 404.
 */
export function handleAppProtocol(
  protocol: Pick<Protocol, 'handle'>,
  rendererDir: string,
  hosts: Readonly<Record<string, HostHandler>> = {},
): void {
  const csp = contentSecurityPolicy()
  protocol.handle(appScheme.scheme, async (request) => {
    const url = new URL(request.url)
    if (url.origin === APP_ORIGIN || `${url.protocol}//${url.host}` === APP_ORIGIN)
      return serveFile(request, url, rendererDir, csp)
    const handler = Object.hasOwn(hosts, url.host) ? hosts[url.host] : undefined
    return handler === undefined ? refuse(404, csp) : handler(request, url)
  })
}

async function serveFile(request: Request, url: URL, rendererDir: string, csp: string): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, csp)
  const path = fileOf(url.pathname, rendererDir)
  const type = path === null ? undefined : contentTypes[extname(path).toLowerCase()]
  if (path === null || type === undefined) return refuse(404, csp)
  try {
    const content = await readFile(path)
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(content), {
      headers: { 'Content-Type': type, ...securityHeaders(csp) },
    })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    return refuse(code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR' ? 404 : 500, csp)
  }
}

/**
 * The file below `rendererDir` for the path of a URL, or null when the path leads out of it: `..` in any encoding,
 * a backslash, a NUL, a drive letter.
 */
export function fileOf(pathname: string, rendererDir: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (/[\\:\0]/.test(decoded) || decoded.split('/').includes('..')) return null
  const relative = decoded === '/' ? 'index.html' : decoded.slice(1)
  const root = resolve(rendererDir)
  const path = resolve(join(root, relative))
  return path.startsWith(root + sep) ? path : null
}

function refuse(status: number, csp: string): Response {
  return new Response(null, { status, headers: securityHeaders(csp) })
}
