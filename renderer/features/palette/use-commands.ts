import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { type Shortcut, useShortcutRegistry } from '../../app/shortcuts.ts'
import { syncNow } from '../../stores/office.ts'
import {
  attentions,
  contrasts,
  densities,
  type Preferences,
  setPreferences,
  sounds,
  textSizes,
  themes,
  usePreferences,
} from '../../stores/preferences.ts'
import { signOut, useHasRole } from '../../stores/session.ts'

import { openExchange } from '../exchange/exchange-store.ts'

import { openPrinters } from '../paper/printers-store.ts'

import { openPasswordDialog } from '../password/password-store.ts'
import { officeDialogs } from '../settings/office-section.tsx'
import { startTour } from '../tour/tour-store.ts'
import type { Command } from './find-commands.ts'
import { otherLanguage } from './other-language.ts'
import { usePalette } from './palette-store.ts'

export const PALETTE_KEYS = 'Ctrl+K'

/** Keys that only move: nobody looks for them by name. */
const MOVING = /^(Arrow\w+|Escape|Enter|PageUp|PageDown|Home|End)( |$)/

/** What the screens have registered and what can be done from where the hand was. */
function useRegistered(): readonly Command[] {
  const { t } = useTranslation()
  const { language } = useFormat()
  const entries = useShortcutRegistry((registry) => registry.entries)
  const from = usePalette((store) => store.from)
  return useMemo(() => {
    const isMeant = ({ keys, label, within }: Shortcut) =>
      label !== null &&
      keys !== PALETTE_KEYS &&
      !MOVING.test(keys) &&
      (within === undefined || (from !== null && (within()?.contains(from) ?? false)))
    return [...entries.values()].flat().flatMap((shortcut): readonly Command[] => {
      const { keys, label, command, group, run, when, whyNot } = shortcut
      if (!isMeant(shortcut) || label === null) return []
      const unavailable = when?.() === false ? (whyNot?.() ?? null) : null
      if (when?.() === false && unavailable === null) return []
      return [
        {
          id: `${group}:${keys}`,
          label: command ?? label,
          alsoCalled: otherLanguage(command ?? label, language),
          section: t(`shortcuts.${group}`),
          keys,
          unavailable,
          run: () => run(new KeyboardEvent('keydown')),
        },
      ]
    })
  }, [t, language, entries, from])
}

/** The settings, each value a command: what holds already is left out. */
function useSettingCommands(): readonly Command[] {
  const { t } = useTranslation()
  const format = useFormat()
  const preferences = usePreferences()
  const set = (change: Partial<Preferences>, name: string, value: string): Command => ({
    id: `settings:${JSON.stringify(change)}`,
    label: t('palette.setting', { name, value }),
    alsoCalled: [name, value].map((text) => otherLanguage(text, format.language) ?? '').join(' '),
    section: t('settings.title'),
    keys: null,
    unavailable: null,
    run: () => setPreferences(change),
  })
  const { theme, contrast, textSize, density, language, sound, attention } = preferences
  const other = language === 'fa' ? 'en' : 'fa'
  return [
    set({ language: other }, t('settings.language'), t(`settings.languageName.${other}`)),
    ...themes
      .filter((one) => one !== theme)
      .map((one) => set({ theme: one }, t('settings.theme'), t(`settings.themes.${one}`))),
    ...contrasts
      .filter((one) => one !== contrast)
      .map((one) => set({ contrast: one }, t('settings.contrast'), t(`settings.contrasts.${one}`))),
    ...textSizes
      .filter((one) => one !== textSize)
      .map((one) =>
        set({ textSize: one }, t('settings.textSize'), t('settings.percent', { value: format.digits(one) })),
      ),
    ...densities
      .filter((one) => one !== density)
      .map((one) => set({ density: one }, t('settings.density'), t(`settings.densities.${one}`))),
    ...sounds
      .filter((one) => one !== sound)
      .map((one) => set({ sound: one }, t('settings.sound'), t(`settings.sounds.${one}`))),
    ...attentions
      .filter((one) => one !== attention)
      .map((one) => set({ attention: one }, t('settings.attention'), t(`settings.attentions.${one}`))),
  ]
}

/** What is opened from a menu and has no key of its own. */
function useMenuEntries(): readonly Command[] {
  const { t } = useTranslation()
  const { language } = useFormat()
  const isSupervisor = useHasRole('supervisor')
  const entry = (id: string, label: string, section: string, run: () => void): Command => ({
    id: `open:${id}`,
    label,
    alsoCalled: otherLanguage(label, language),
    section,
    keys: null,
    unavailable: null,
    run,
  })
  const account = t('frame.personMenu')
  return [
    ...(isSupervisor
      ? officeDialogs.map(({ words, open }) => entry(words, t(words), t('settings.office'), open))
      : []),
    entry('sync', t('sync.retryNow'), t('sync.title'), () => void syncNow()),
    ...(isSupervisor ? [entry('exchange', t('exchange.open'), t('sync.title'), openExchange)] : []),
    entry('tour', t('tour.again'), account, startTour),
    entry('printers', t('paper.title'), t('settings.title'), openPrinters),
    entry('password', t('password.open'), account, openPasswordDialog),
    entry('signOut', t('frame.signOut'), account, () => void signOut()),
  ]
}

/** Everything that the palette offers now. Whatever a screen registers as a shortcut is here by itself. */
export function useCommands(): readonly Command[] {
  return [...useRegistered(), ...useMenuEntries(), ...useSettingCommands()]
}
