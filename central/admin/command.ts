import type { Clock } from '#shared/clock.ts'
import type { CentralDatabase } from '../db/connection.ts'
import type { MessageGateway } from '../message-gateway.ts'
import type { Outcome } from './outcome.ts'

/** What a command works with. */
export type AdminContext = {
  database: CentralDatabase
  clock: Clock
  gateway: MessageGateway
  /** Who is at the keyboard, as it is recorded. */
  operator: string
  /** All of standard input as text, for what should stand neither in a history nor in a list of processes. */
  readInput(): Promise<string>
}

type Described = { about: string }

/** An option with a value; `read` gives it in stored form or throws `option_invalid`. */
export type ValueOption<T, Needed extends boolean = boolean> = Described & {
  kind: 'value'
  placeholder: string
  needed: Needed
  read(text: string): T
}
export type FlagOption = Described & { kind: 'flag' }
export type Option = ValueOption<unknown> | FlagOption
export type Options = Readonly<Record<string, Option>>

type ValueOf<O> = O extends FlagOption
  ? boolean
  : O extends ValueOption<infer T, infer Needed>
    ? true extends Needed
      ? T
      : T | undefined
    : never
export type Values<O extends Options> = { [Name in keyof O]: ValueOf<O[Name]> }

/** One thing an operator can do: `office add`. */
export type Command = {
  verb: string
  about: string
  options: Options
  /** The name of what may follow the verb without `--`, as a file; it is read like an option of that name. */
  operand: string | null
  example: string
  run(context: AdminContext, values: Readonly<Record<string, unknown>>): Promise<Outcome>
}

/** What an operator can do something with: `office`. */
export type Noun = { noun: string; about: string; commands: readonly Command[] }

/** Describes a command; inside `run` each value has the type that its option reads. */
export function command<const O extends Options>(description: {
  verb: string
  about: string
  options: O
  operand?: keyof O & string
  example: string
  run(context: AdminContext, values: Values<O>): Promise<Outcome>
}): Command {
  const { run, operand = null, ...rest } = description
  // The command line hands over what the options above have read.
  return { ...rest, operand, run: (context, values) => run(context, values as Values<O>) }
}

const value =
  <Needed extends boolean>(needed: Needed) =>
  <T>(placeholder: string, about: string, read: (text: string) => T): ValueOption<T, Needed> => ({
    kind: 'value',
    placeholder,
    about,
    needed,
    read,
  })

export const required = value(true)
export const optional = value(false)
export const flag = (about: string): FlagOption => ({ kind: 'flag', about })
