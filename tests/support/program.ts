import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const projectFolder = fileURLToPath(new URL('../..', import.meta.url))

/** The one line that `central`, `office` and `start` print when they are ready. */
export type ReadyLine = {
  ready: true
  app?: string
  central?: string
  demo?: { activationCode: string; officeId: string }
}

/** A program of ours in a process of its own, as a user would start it. */
export type Program = {
  ready: ReadyLine
  process: ChildProcess
  /** What it has written to standard error so far. */
  log(): string
  /** `SIGTERM`, and the exit code it answers with. */
  stop(): Promise<number | null>
  /** `SIGKILL`: no chance to do anything. */
  kill(): Promise<void>
}

/**
 * Starts a TypeScript entry with Node and waits for its line of JSON.
 *
 * @param entry path from the project's folder, `central/main.ts`
 * @throws when it exits or stays silent for `timeoutMs` first; the message holds its standard error
 */
export async function startProgram(
  entry: string,
  args: readonly string[],
  { timeoutMs = 60_000, env = {} }: { timeoutMs?: number; env?: Record<string, string> } = {},
): Promise<Program> {
  const child = spawn(process.execPath, [entry, ...args], {
    cwd: projectFolder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  const exited = once(child, 'exit')
  const ready = await new Promise<ReadyLine>((resolve, reject) => {
    const giveUp = (why: string) => reject(new Error(`${entry} ${why}\n${errors}`))
    const timer = setTimeout(() => giveUp(`was not ready after ${timeoutMs} ms`), timeoutMs)
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(timer)
      try {
        resolve(JSON.parse(line) as ReadyLine)
      } catch {
        giveUp(`printed no JSON: ${line}`)
      }
    })
    child.once('exit', (code) => {
      clearTimeout(timer)
      giveUp(`exited with ${code} before it was ready`)
    })
  })
  const gone = () => child.exitCode !== null || child.signalCode !== null
  return {
    ready,
    process: child,
    log: () => errors,
    async stop() {
      if (!gone()) {
        child.kill('SIGTERM')
        await exited
      }
      return child.exitCode
    },
    async kill() {
      if (gone()) return
      child.kill('SIGKILL')
      await exited
    },
  }
}
