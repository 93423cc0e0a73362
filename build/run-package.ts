import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from './project.ts'

const running = new Set<ChildProcess>()

/**
 * Runs a program of an installed package on this Node, its output on ours.
 * @param file path inside node_modules
 * @returns whether it ended with 0
 */
export async function runPackage(file: string, args: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, [join(projectRoot, 'node_modules', file), ...args], {
    cwd: projectRoot,
    stdio: 'inherit',
  })
  running.add(child)
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve))
  running.delete(child)
  return code === 0
}

/** Makes SIGTERM and SIGINT end this process together with the program it waits for. */
export function endTogether(): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      for (const child of running) child.kill(signal)
      process.exit(1)
    })
  }
}
