import { searchKey } from '#shared/domain/persian-text.ts'

/** Something that can be done now, or that could be and says why not. */
export type Command = {
  /** Stays the same over languages and starts. */
  id: string
  label: string
  /** Other words for it, such as its name in the other language. */
  alsoCalled: string | null
  /** Under which heading it stands. */
  section: string
  /** As on the keyboard; null when it has no key. */
  keys: string | null
  /** Why it cannot be done now. */
  unavailable: string | null
  run: () => void
}

/** A command with everything by which it may be found, in search form. */
type Findable = { command: Command; key: string; start: string }

const wordsOf = (query: string) =>
  query
    .split(/\s+/u)
    .map((word) => searchKey(word))
    .filter((word) => word !== '')

/** Lower is better; null when it is not meant. */
function rank({ key, start }: Findable, words: readonly string[]): number | null {
  if (!words.every((word) => key.includes(word))) return null
  const [first = ''] = words
  return start.startsWith(first) ? 0 : start.includes(first) ? 1 : 2
}

/**
 * The commands that hold every word of what was typed, in either language: those that begin with it first, then the ones
 * used last. Nothing typed: all, the ones used last first. Unavailable ones come at the end of their kind.
 */
export function findCommands(
  commands: readonly Command[],
  query: string,
  recent: readonly string[],
): readonly Command[] {
  const words = wordsOf(query)
  const lastUsed = (command: Command) => {
    const at = recent.indexOf(command.id)
    return at === -1 ? recent.length : at
  }
  return commands
    .flatMap((command, at) => {
      const { label, section, alsoCalled } = command
      const start = searchKey(label)
      const key = searchKey(`${label} ${section} ${alsoCalled ?? ''}`)
      const place = rank({ command, key, start }, words)
      return place === null ? [] : [{ command, place, used: lastUsed(command), at }]
    })
    .sort(
      (a, b) =>
        Number(a.command.unavailable !== null) - Number(b.command.unavailable !== null) ||
        a.place - b.place ||
        a.used - b.used ||
        a.at - b.at,
    )
    .map(({ command }) => command)
}
