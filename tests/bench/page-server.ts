import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'

const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
}

export type Pages = { url: string; close(): void }

/**
 * Serves the files of `folder` to pages that are floors, and nothing else.
 *
 * @param made pages and files that are in no folder, by their path
 */
export async function servePages(folder: string, made: Readonly<Record<string, string>>): Promise<Pages> {
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://floor').pathname
    const path = asked === '/' ? '/index.html' : asked
    const type = types[extname(path)] ?? 'application/octet-stream'
    const content = made[path]
    ;(content === undefined ? readFile(join(folder, path)) : Promise.resolve(content)).then(
      (body) => response.writeHead(200, { 'content-type': type }).end(body),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
