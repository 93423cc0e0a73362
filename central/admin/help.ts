import type { Command, Noun, Option, Options } from './command.ts'
import { commonOptions } from './command-line.ts'

const program = 'npm run central:admin --'

const aligned = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
}

const optionRows = (options: Options, operand: string | null): [string, string][] =>
  Object.entries(options).map(([name, option]) => [nameOf(name, option, operand), aboutOf(option)])

function nameOf(name: string, option: Option, operand: string | null): string {
  if (name === operand) return name.toUpperCase()
  return option.kind === 'flag' ? `--${name}` : `--${name} ${option.placeholder}`
}

const aboutOf = (option: Option): string =>
  option.kind === 'value' && option.needed ? `${option.about} (needed)` : option.about

/** The help of the program, of a noun, or of one command. */
export function helpText(nouns: readonly Noun[], noun: Noun | null, command: Command | null): string {
  const common = `Everywhere:\n${aligned(optionRows(commonOptions, null))}`
  if (!noun) {
    const rows = nouns.map(
      (each) => [each.noun, `${each.about}: ${each.commands.map(({ verb }) => verb).join(', ')}`] as const,
    )
    return `${program} NOUN VERB [options]\n\n${aligned(rows)}\n\n${common}\n\nMore: ${program} NOUN --help, ${program} NOUN VERB --help\n`
  }
  if (!command) {
    const rows = noun.commands.map(({ verb, about }) => [`${noun.noun} ${verb}`, about] as const)
    return `${noun.noun}: ${noun.about}\n\n${aligned(rows)}\n\n${common}\n`
  }
  const operand = command.operand === null ? '' : ` ${command.operand.toUpperCase()}`
  const rows = optionRows(command.options, command.operand)
  const own = rows.length === 0 ? '' : `${aligned(rows)}\n\n`
  return `${program} ${noun.noun} ${command.verb}${operand} [options]\n\n${command.about}\n\n${own}${common}\n\nFor example:\n  ${program} ${noun.noun} ${command.verb} ${command.example}\n`
}
