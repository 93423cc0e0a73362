import type { SpawnSyncOptionsWithStringEncoding } from 'node:child_process'
import { spawnSync } from 'node:child_process'
import { basename } from 'node:path'
import { projectRoot } from './project.ts'

/**
 * What npm says to a command, on standard output. Through the npm that runs this script, where one does.
 * @returns status null when npm could not be run, or took longer than `limitMs`
 */
export function askNpm(args: readonly string[], limitMs: number): { status: number | null; out: string } {
  const npmCli = process.env.npm_execpath
  const windows = process.platform === 'win32'
  const options: SpawnSyncOptionsWithStringEncoding = {
    cwd: projectRoot,
    encoding: 'utf8',
    timeout: limitMs,
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  }
  const { status, stdout } =
    npmCli && basename(npmCli) === 'npm-cli.js'
      ? spawnSync(process.env.npm_node_execpath ?? process.execPath, [npmCli, ...args], options)
      : spawnSync(windows ? 'npm.cmd' : 'npm', args, { ...options, shell: windows })
  return { status, out: stdout ?? '' }
}
