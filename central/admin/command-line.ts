import { parseArgs } from 'node:util'
import { type Clock, clockFrom, systemClock } from '#shared/clock.ts'
import { AdminError } from './admin-error.ts'
import { type Command, flag, type Noun, type Options, optional } from './command.ts'
import { accountName, refuseValue, text } from './option-values.ts'

const longestOperator = 120

/** Options that every command has. */
export const commonOptions = {
  data: optional('DIR', 'folder of the embedded PostgreSQL', String),
  'database-url': optional('URL', 'your own PostgreSQL instead', String),
  as: optional(
    'NAME',
    'who you are, for the record; otherwise the account of this machine',
    text(longestOperator),
  ),
  clock: optional('INSTANT', 'the time is this; for demonstrations and tests', clockOption),
  json: flag('the answer as JSON, for programs'),
  help: flag('this text'),
} satisfies Options

function clockOption(typed: string): Clock {
  try {
    return clockFrom(typed)
  } catch {
    throw refuseValue('is an instant such as 2026-11-22T06:52:00.000Z')
  }
}

export type Connection = { data: string | null; databaseUrl: string | null }

export type Request =
  | { kind: 'help'; noun: Noun | null; command: Command | null }
  | {
      kind: 'run'
      noun: Noun
      command: Command
      values: Readonly<Record<string, unknown>>
      connection: Connection
      operator: string
      clock: Clock
    }

/** Reads what was typed behind `central:admin`. Throws `usage` and `option_invalid`. */
export function readCommandLine(nouns: readonly Noun[], args: readonly string[]): Request {
  const wantsHelp = args.includes('--help') || args.includes('-h')
  const [nounWord, verbWord] = args.filter((word) => !word.startsWith('-'))
  if (nounWord === undefined || args[0]?.startsWith('-')) {
    if (wantsHelp || args.length === 0) return { kind: 'help', noun: null, command: null }
    throw new AdminError('usage', 'first what, then what to do with it: office list …')
  }
  const noun = nouns.find((candidate) => candidate.noun === nounWord)
  if (!noun) throw new AdminError('usage', `there is no "${nounWord}"; one of ${names(nouns, 'noun')}`)
  const command = noun.commands.find(({ verb }) => verb === verbWord)
  if (wantsHelp) return { kind: 'help', noun, command: command ?? null }
  if (!command || args[1] !== verbWord) {
    throw new AdminError('usage', `${noun.noun} knows ${names(noun.commands, 'verb')}`)
  }
  const { values } = readOptions(command, args.slice(2))
  const { data, 'database-url': databaseUrl, as, clock, json: _json, help: _help, ...own } = values
  if ((data === undefined) === (databaseUrl === undefined)) {
    throw new AdminError('usage', 'give either --data or --database-url')
  }
  return {
    kind: 'run',
    noun,
    command,
    values: own,
    connection: { data: asText(data), databaseUrl: asText(databaseUrl) },
    operator: asText(as) ?? accountName(),
    clock: (clock as Clock | undefined) ?? systemClock,
  }
}

const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const names = <K extends string>(things: readonly Record<K, string>[], key: K) =>
  things.map((thing) => thing[key]).join(', ')

function readOptions(command: Command, args: readonly string[]): { values: Record<string, unknown> } {
  const options: Options = { ...command.options, ...commonOptions }
  const typed = parseOrRefuse(command, args, options)
  const values: Record<string, unknown> = {}
  for (const [name, option] of Object.entries(options)) {
    const given = typed[name]
    if (option.kind === 'flag') {
      values[name] = given === true
      continue
    }
    if (typeof given !== 'string') {
      if (option.needed) throw new AdminError('usage', `${optionName(command, name)} is missing`)
      continue
    }
    try {
      values[name] = option.read(given)
    } catch (error) {
      if (!(error instanceof AdminError) || error.code !== 'option_invalid') throw error
      throw new AdminError('option_invalid', `${optionName(command, name)} ${error.message}`, {
        option: name,
      })
    }
  }
  return { values }
}

function parseOrRefuse(
  command: Command,
  args: readonly string[],
  options: Options,
): Readonly<Record<string, string | boolean | undefined>> {
  try {
    const { values, positionals, tokens } = parseArgs({
      args: [...args],
      allowPositionals: command.operand !== null,
      tokens: true,
      options: Object.fromEntries(
        Object.entries(options).map(([name, { kind }]) => [
          name,
          { type: kind === 'flag' ? ('boolean' as const) : ('string' as const) },
        ]),
      ),
    })
    const seen = new Set<string>()
    for (const token of tokens) {
      if (token.kind !== 'option') continue
      if (seen.has(token.name)) throw new Error(`--${token.name} is given twice`)
      seen.add(token.name)
    }
    if (positionals.length > 1) throw new Error(`one ${command.operand} only`)
    const [operand] = positionals
    return command.operand === null || operand === undefined
      ? values
      : { ...values, [command.operand]: operand }
  } catch (error) {
    throw new AdminError('usage', error instanceof Error ? error.message : String(error))
  }
}

const optionName = (command: Command, name: string) =>
  name === command.operand ? name.toUpperCase() : `--${name}`

/** Whether the answer is for a program, also when the rest of the command line cannot be read. */
export const wantsJson = (args: readonly string[]): boolean => args.includes('--json')
