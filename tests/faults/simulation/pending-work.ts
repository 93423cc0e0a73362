import { syncBuiltinESMExports } from 'node:module'
import zlib from 'node:zlib'

/**
 * Knows what the thread pool still does for us: compressing and signing finish whenever the machine likes, and simulated
 * time must not go on before. Import this before the sync.
 */
let pending = 0
let changes = 0

const begin = () => {
  pending += 1
}
const end = () => {
  pending -= 1
  changes += 1
}

const { gzip } = zlib
zlib.gzip = ((data: zlib.InputType, options: zlib.ZlibOptions, done: zlib.CompressCallback) => {
  begin()
  gzip(data, options, (error, result) => {
    end()
    done(error, result)
  })
}) as typeof gzip
syncBuiltinESMExports()

const subtle = Object.getPrototypeOf(crypto.subtle) as Record<
  string,
  (...args: unknown[]) => Promise<unknown>
>
for (const name of ['sign', 'importKey']) {
  const original = subtle[name]
  if (original === undefined) throw new Error(`this Node has no crypto.subtle.${name}`)
  subtle[name] = function (this: unknown, ...args: unknown[]) {
    begin()
    return original.apply(this, args).finally(end)
  }
}

/** Work that a test itself has on its way, such as a request to a real server. */
export async function counted<T>(work: Promise<T>): Promise<T> {
  begin()
  try {
    return await work
  } finally {
    end()
  }
}

/** Resolves when nothing moves any more but by simulated time. */
export async function quiet(): Promise<void> {
  // A body is read in a few turns of the loop; what the pool has finished starts the count anew.
  for (let calm = 0, seen = changes; calm < 3; calm += 1) {
    await new Promise(setImmediate)
    if (pending > 0 || seen !== changes) calm = -1
    seen = changes
  }
}
