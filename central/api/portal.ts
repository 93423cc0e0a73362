import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import files from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { portalPaths } from '../portal/app/paths.ts'

/** What the portal's page may load and do: itself, and nothing from anywhere else. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': contentSecurityPolicy,
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=()',
} as const

const demoMark = '<meta name="pishkhan-demo" content="yes" />'

export type PortalOptions = {
  /** Folder of the portal's build. */
  dir: string
  /** The page says that it is a demonstration and leads to what that shows. */
  demo: boolean
}

/**
 * Serves the citizen's portal: the page at each of its paths, and the files that it loads.
 *
 * @returns what answers a request that nothing else has answered, when a person sent it from an address bar: the page,
 *   which says in words that there is nothing there
 */
export async function servePortal(
  app: FastifyInstance,
  { dir, demo }: PortalOptions,
): Promise<(request: FastifyRequest, reply: FastifyReply) => boolean> {
  const built = readFileSync(join(dir, 'index.html'), 'utf8')
  const page = demo ? built.replace('</head>', `${demoMark}</head>`) : built
  const sendPage = (reply: FastifyReply, status: number) =>
    reply.status(status).headers(pageHeaders).send(page)

  for (const path of portalPaths) app.get(path, (_request, reply) => sendPage(reply, 200))
  await app.register(files, {
    root: join(dir, 'assets'),
    prefix: '/assets/',
    cacheControl: false,
    // Vite names each file by its content.
    setHeaders: (reply) => {
      reply.header('cache-control', 'public, max-age=31536000, immutable')
      reply.header('cross-origin-resource-policy', 'same-origin')
    },
  })
  return (request, reply) => {
    if (!isNavigation(request)) return false
    sendPage(reply, 404)
    return true
  }
}

export const isPortalBuilt = (dir: string) => existsSync(join(dir, 'index.html'))

const isNavigation = ({ method, url, headers }: FastifyRequest) =>
  (method === 'GET' || method === 'HEAD') &&
  !/^\/(v1|demo|assets)(\/|$|\?)/.test(url) &&
  (headers.accept ?? '').includes('text/html')
