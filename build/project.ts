import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the clone. May hold spaces and letters of any script. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url))

/** What can be made again at any time: stamps, test results, the demonstration's data. */
export const cacheFolder = join(projectRoot, '.cache')

/** The bundles, see bundle.ts. */
export const outFolder = join(projectRoot, 'out')
