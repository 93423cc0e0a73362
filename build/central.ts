import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from './project.ts'

/**
 * `npm run central`: the central system (`central/main.ts`, same arguments), with its portal made first where it is not
 * up to date. Where it cannot be made the central system runs without it, as it says itself.
 */
const { status } = spawnSync(process.execPath, [join(projectRoot, 'build', 'bundle.ts'), 'portal'], {
  stdio: ['ignore', 2, 2],
})
if (status !== 0) process.stderr.write('The portal could not be made: see above.\n')
await import('#central/main.ts')
