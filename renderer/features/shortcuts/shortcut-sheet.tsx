import { useTranslation } from 'react-i18next'
import { type ShortcutGroup, shortcutGroups, useShortcutRegistry, useShortcuts } from '../../app/shortcuts.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Kbd } from '../../design/kbd.tsx'
import { openHelp } from '../../stores/help.ts'
import { closeShortcutSheet, openShortcutSheet, useShortcutSheet } from './sheet-store.ts'

type Line = { keys: string; label: string }

/** Keys that belong to a control itself and so are in no registry. */
function useFixedLines(): Record<ShortcutGroup, readonly Line[]> {
  const { t } = useTranslation()
  return {
    everywhere: [{ keys: t('shortcuts.anyKey'), label: t('shortcuts.typeAnywhere') }],
    inDay: [
      { keys: 'Alt+1 Alt+7', label: t('shortcuts.filterState') },
      { keys: 'ArrowUp ArrowDown', label: t('shortcuts.moveInList') },
      { keys: 'PageUp PageDown', label: t('shortcuts.pageInList') },
      { keys: 'Home End', label: t('shortcuts.endsOfList') },
      { keys: 'Enter', label: t('shortcuts.toApplicant') },
    ],
    inApplicant: [],
    inServices: [],
  }
}

/** Every key that works now, by itself: what the screens have registered, and the keys of the list. Opens on `?`. */
export function ShortcutSheet() {
  const { t } = useTranslation()
  const open = useShortcutSheet((store) => store.open)
  useShortcuts([
    {
      keys: '?',
      label: t('shortcuts.openSheet'),
      command: t('shortcuts.title'),
      group: 'everywhere',
      inFields: true,
      run: openShortcutSheet,
    },
  ])
  return (
    <Dialog
      isOpen={open}
      onClose={closeShortcutSheet}
      title={t('shortcuts.title')}
      width="l"
      help="keyboard#keys"
      actions={
        <>
          <Button
            variant="quiet"
            className="me-auto"
            shortcut="F1"
            onPress={() => {
              closeShortcutSheet()
              openHelp('keyboard')
            }}
          >
            {t('help.open')}
          </Button>
          <Button onPress={closeShortcutSheet}>{t('common.close')}</Button>
        </>
      }
    >
      <SheetBody />
    </Dialog>
  )
}

function SheetBody() {
  const { t } = useTranslation()
  const fixed = useFixedLines()
  const entries = useShortcutRegistry((registry) => registry.entries)
  const registered = [...entries.values()].flat()
  const groups = shortcutGroups.map((group) => ({
    group,
    lines: [
      ...registered.flatMap(({ keys, label, group: of }) =>
        of === group && label !== null ? [{ keys, label }] : [],
      ),
      ...fixed[group],
    ],
  }))
  return (
    <div className="grid grid-cols-2 gap-x-8 gap-y-5 pt-1">
      {groups.map(
        ({ group, lines }) =>
          lines.length > 0 && (
            <section key={group} className={group === 'everywhere' ? 'row-span-2' : ''}>
              <h3 className="pb-1 text-small font-semibold text-second">{t(`shortcuts.${group}`)}</h3>
              <dl>
                {lines.map(({ keys, label }) => (
                  <div
                    key={`${keys}${label}`}
                    className="flex min-h-9 items-center justify-between gap-4 border-b border-line"
                  >
                    <dt className="text-body text-ink">{label}</dt>
                    <dd className="flex shrink-0 gap-1">
                      {(keys === t('shortcuts.anyKey') ? [keys] : keys.split(' ')).map((combination) => (
                        <Kbd key={combination} keys={combination} />
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ),
      )}
    </div>
  )
}
