import { useEffect, useId, useRef } from 'react'
import { create } from 'zustand'
import type { Catalogue } from '#shared/i18n/catalogues.ts'

/** In the order of the sheet on `?`. */
export const shortcutGroups = ['everywhere', 'inDay', 'inApplicant', 'inServices'] as const
export type ShortcutGroup = (typeof shortcutGroups)[number]

export type Shortcut = {
  /** As on the keyboard: `F2`, `Ctrl+Enter`, `Alt+1`, `?`; several for the same thing with a space between. */
  keys: string
  run: (event: KeyboardEvent) => void
  /** What it does, for the sheet on `?`; null keeps it out of the sheet. */
  label: string | null
  /** The same in the words of the moment, for the command palette: «ثبت حضور» where the label says «کار اصلی». */
  command?: string | undefined
  group: ShortcutGroup
  /** Also while a text field has the focus. Keys with Ctrl or Alt and function keys always are. */
  inFields?: boolean
  /** Only while the focus is inside this element: for keys that are plain letters. */
  within?: () => HTMLElement | null
  /** Not now, for instance because its button is unavailable. */
  when?: () => boolean
  /** Why not now: the palette then shows it with the reason instead of leaving it out. */
  whyNot?: () => string | null
}

type Registry = { entries: ReadonlyMap<string, readonly Shortcut[]> }

export const useShortcutRegistry = create<Registry>()(() => ({ entries: new Map() }))

/** Keeps shortcuts registered while the calling component is on the screen; the sheet lists them by itself. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const id = useId()
  const latest = useRef(shortcuts)
  latest.current = shortcuts
  const signature = shortcuts
    .map(({ keys, label, command, group }) => `${keys}|${label}|${command}|${group}`)
    .join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for what the sheet shows; `run` is always read from the latest render
  useEffect(() => {
    const stable = latest.current.map(
      (shortcut, index): Shortcut => ({
        ...shortcut,
        run: (event) => latest.current[index]?.run(event),
        when: () => latest.current[index]?.when?.() ?? true,
        whyNot: () => latest.current[index]?.whyNot?.() ?? null,
      }),
    )
    useShortcutRegistry.setState(({ entries }) => ({ entries: new Map(entries).set(id, stable) }))
    return () =>
      useShortcutRegistry.setState(({ entries }) => {
        const rest = new Map(entries)
        rest.delete(id)
        return { entries: rest }
      })
  }, [id, signature])
}

/** Letters and digits are matched by their place on the keyboard, so that the Persian layout changes nothing. */
function keyMatches(event: KeyboardEvent, key: string): boolean {
  if (/^[A-Z]$/.test(key)) return event.code === `Key${key}`
  if (/^[0-9]$/.test(key)) return event.code === `Digit${key}` || event.code === `Numpad${key}`
  if (key === '?') return event.key === '?' || event.key === '\u061F'
  if (key === ',') return event.code === 'Comma'
  return event.key === key
}

/** Whether a key event is one of the combinations, such as `Ctrl+Enter` (on a Mac also ⌘). */
export function matches(event: KeyboardEvent, keys: string): boolean {
  return keys.split(' ').some((combination) => {
    const parts = combination.split('+')
    const key = parts.at(-1)
    if (key === undefined) return false
    const wants = (modifier: string) => parts.slice(0, -1).includes(modifier)
    return (
      (event.ctrlKey || event.metaKey) === wants('Ctrl') &&
      event.altKey === wants('Alt') &&
      (key === '?' || event.shiftKey === wants('Shift')) &&
      keyMatches(event, key)
    )
  })
}

export function isTextField(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  if (target instanceof HTMLTextAreaElement) return true
  return target instanceof HTMLInputElement && !/^(button|checkbox|radio|submit|range)$/.test(target.type)
}

/** Whether something floats over the page and has the keyboard to itself. */
export function inOverlay(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('[role="dialog"],[role="alertdialog"],[role="menu"],[role="listbox"][data-overlay]') !==
      null
  )
}

const alwaysInFields = /^(Ctrl|Alt)\+|^F[0-9]+$|^Escape$/

function applies(shortcut: Shortcut, event: KeyboardEvent): boolean {
  if (!matches(event, shortcut.keys)) return false
  if (isTextField(event.target) && !shortcut.inFields && !alwaysInFields.test(shortcut.keys)) return false
  const area = shortcut.within?.()
  if (shortcut.within && !(area && event.target instanceof Node && area.contains(event.target))) return false
  return shortcut.when?.() ?? true
}

/** Runs the shortcut of a key event, the one registered last first; answers whether there was one. */
export function runShortcut(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || inOverlay(event.target)) return false
  const all = [...useShortcutRegistry.getState().entries.values()].flat().reverse()
  // What holds only within an area is closer to the hand than what holds everywhere.
  const shortcut =
    all.find((entry) => entry.within && applies(entry, event)) ?? all.find((entry) => applies(entry, event))
  if (!shortcut) return false
  event.preventDefault()
  shortcut.run(event)
  return true
}

export type ShortcutLabel = keyof Catalogue['shortcuts']
