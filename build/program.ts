import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { projectRoot } from './project.ts'

/** A program of ours that runs beside this one. */
export type Program = {
  readonly name: string
  /** Resolves, never rejects, with what is to be said about its end. */
  readonly ended: Promise<string>
  /** Asks it to drain and end, and waits; ends it by force after `limitMs`. @returns whether it ended by itself with 0 */
  stop(limitMs?: number): Promise<boolean>
}

function watch(name: string, child: ChildProcess): Program {
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`${name} could not be started: ${error.message}`))
    child.once('exit', (code, signal) => resolve(`${name} ended with ${signal ?? code}.`))
  })
  return {
    name,
    ended,
    async stop(limitMs = 20_000) {
      const force = setTimeout(() => child.kill('SIGKILL'), limitMs)
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      await ended
      clearTimeout(force)
      return child.exitCode === 0
    },
  }
}

/** Starts a program that says nothing on standard output, for example a desktop app. */
export function startQuietly(name: string, command: string, args: readonly string[]): Program {
  return watch(name, spawn(command, args, { cwd: projectRoot, stdio: ['ignore', 2, 'inherit'] }))
}

/**
 * Starts a TypeScript program and waits for the line of JSON with which it says that it is ready. Its standard error
 * goes to ours.
 *
 * @param file path from the project's folder
 * @param started is given the program at once, so that it can be stopped before it is ready
 * @throws Error when it ends, or prints something else, before it is ready
 */
export async function startService(
  name: string,
  file: string,
  args: readonly string[],
  started: (program: Program) => void,
): Promise<unknown> {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const program = watch(name, child)
  started(program)
  const firstLine = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).once('line', resolve)
  })
  const line = await Promise.race([
    firstLine,
    program.ended.then((why) => {
      throw new Error(why)
    }),
  ])
  // What it still writes must not fill the pipe.
  child.stdout.resume()
  try {
    return JSON.parse(line)
  } catch {
    throw new Error(`${name} printed something else than its line of JSON: ${line}`)
  }
}
