import { redact, redactNumber } from './redact.ts'

/** One line of the log: what happened, by stable names. Never personal data, never what a person typed. */
export type LogLine = { level: 'info' | 'warn' | 'error'; event: string } & Record<
  string,
  string | number | boolean | null
>
export type Log = (line: LogLine) => void

/** JSON lines on standard error; standard output belongs to the ready line. */
export const stderrLog: Log = (line) => {
  process.stderr.write(`${lineText(line)}\n`)
}

/** The line as it is written down, with its time, redacted (`redact.ts`) whatever it was given. */
export function lineText(line: LogLine): string {
  const safe = Object.entries(line).map(([name, value]) => [name, redactValue(value)])
  return JSON.stringify({ time: new Date().toISOString(), ...Object.fromEntries(safe) })
}

function redactValue(value: LogLine[string]): LogLine[string] {
  if (typeof value === 'string') return redact(value)
  return typeof value === 'number' ? redactNumber(value) : value
}

/**
 * What may be told of an unexpected error: its name, its stable code and where it was thrown. Its message is left out,
 * since messages quote values.
 */
export function describeError(error: unknown): { name: string; code: string | null; at: string | null } {
  if (!(error instanceof Error)) return { name: typeof error, code: null, at: null }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { name: error.name, code, at: frames.slice(0, 4).map(shortFrame).join(' < ') || null }
}

/** Without the folder of the installation, which may hold a user's name. */
const shortFrame = (frame: string): string =>
  frame
    .trim()
    .replace(/^at /, '')
    .replace(/(?:file:\/\/)?\/[^():]*\/((?:electron|db|shared|node_modules)\/)/g, '$1')
