import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/format.ts'
import { useShortcuts } from '../app/shortcuts.ts'
import { Button } from './button.tsx'

/** Work that takes long: how far it is, by count, and the way to end it, also with Esc. */
export function WorkProgress({
  done,
  total,
  label,
  onStop,
}: {
  done: number
  total: number
  /** What is being done. */
  label: string
  onStop: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const all = Math.max(total, done)
  useShortcuts([{ keys: 'Escape', label: null, group: 'everywhere', run: onStop }])
  return (
    <span className="flex items-center gap-2 text-small text-second">
      <progress
        max={all === 0 ? 1 : all}
        value={done}
        aria-label={label}
        className="h-1.5 w-28 accent-accent"
      />
      {t('common.progress', { done: format.number(done), total: format.number(all) })}
      <Button size="s" variant="quiet" shortcut="Escape" onPress={onStop}>
        {t('common.stop')}
      </Button>
    </span>
  )
}
