import { text } from 'node:stream/consumers'
import { outbox } from '../message-gateway.ts'
import { AdminError } from './admin-error.ts'
import { readCommandLine, wantsJson } from './command-line.ts'
import { nouns } from './command-table.ts'
import { withDatabase } from './connect.ts'
import { helpText } from './help.ts'
import { outcomeText } from './print-outcome.ts'

export type Terminal = {
  print(text: string): void
  complain(text: string): void
  readInput(): Promise<string>
}

/** All of standard input; at a keyboard it ends with Ctrl-D. */
export const readInput = (): Promise<string> => text(process.stdin)

/** Runs one command line and returns the exit code: 0 done, 1 refused or failed, 2 not understood. */
export async function runAdmin(args: readonly string[], terminal: Terminal): Promise<number> {
  const json = wantsJson(args)
  try {
    const request = readCommandLine(nouns, args)
    if (request.kind === 'help') {
      terminal.print(helpText(nouns, request.noun, request.command))
      return 0
    }
    const { command, values, connection, operator, clock } = request
    const log = (message: string) => terminal.complain(`central: ${message}\n`)
    const outcome = await withDatabase(connection, log, (database) =>
      command.run({ database, clock, gateway: outbox, operator, readInput: terminal.readInput }, values),
    )
    terminal.print(json ? `${JSON.stringify(outcome.json)}\n` : outcomeText(outcome))
    return 0
  } catch (error) {
    const failure = failureOf(error)
    terminal.complain(
      json
        ? `${JSON.stringify({ error: { code: failure.code, message: failure.message, ...failure.details } })}\n`
        : failureText(failure),
    )
    return failure.exitCode
  }
}

type Failure = {
  code: string
  message: string
  details: Readonly<Record<string, unknown>>
  exitCode: number
}

function failureText({ code, message, details, exitCode }: Failure): string {
  const rows = Array.isArray(details.rows)
    ? details.rows.map((row) => `  ${JSON.stringify(row)}\n`).join('')
    : ''
  const help = exitCode === 2 ? 'See --help.\n' : ''
  return `${code}: ${message}\n${rows}${help}`
}

/** A refusal as it is; of anything else the code, since messages of the database quote values and addresses. */
function failureOf(error: unknown): Failure {
  if (error instanceof AdminError) {
    const { code, message, details, exitCode } = error
    return { code, message, details, exitCode }
  }
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const sqlState = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const constraint = cause instanceof Error && 'constraint' in cause ? ` (${String(cause.constraint)})` : ''
  return {
    code: 'failed',
    message: `nothing was changed: ${sqlState || (cause instanceof Error ? cause.name : typeof cause)}${constraint}`,
    details: {},
    exitCode: 1,
  }
}
