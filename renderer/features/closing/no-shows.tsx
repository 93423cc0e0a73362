import { UserX } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayRow } from '#shared/contract/office.ts'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../design/button.tsx'
import { Checkbox } from '../../design/checkbox.tsx'
import { Point } from './point.tsx'

/** Who has not come and whose grace period is over, by slot: confirmed together or singly. */
export function NoShows({
  rows,
  isBusy,
  onConfirm,
}: {
  rows: readonly DayRow[]
  isBusy: boolean
  onConfirm: (appointmentIds: string[]) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const [spared, setSpared] = useState<ReadonlySet<string>>(new Set())
  const chosen = rows.filter(({ id }) => !spared.has(id))
  const isAll = chosen.length === rows.length
  const toggle = (id: string, isChosen: boolean) =>
    setSpared((before) => {
      const next = new Set(before)
      if (isChosen) next.delete(id)
      else next.add(id)
      return next
    })
  if (rows.length === 0) return null
  return (
    <Point icon={<UserX size={16} aria-hidden className="text-no-show" />}>
      <fieldset>
        <legend>{t('closing.proposed', { count: rows.length })}</legend>
        <Checkbox
          isSelected={isAll}
          onChange={(all) => setSpared(new Set(all ? [] : rows.map(({ id }) => id)))}
        >
          {t('closing.everybody')}
        </Checkbox>
        <ul className="max-h-44 overflow-y-auto rounded-m border border-line px-2.5">
          {rows.map((row) => (
            <li key={row.id} className="flex items-center gap-2">
              <span className="w-11 shrink-0 text-small text-second">{format.time(row.slot)}</span>
              <Checkbox isSelected={!spared.has(row.id)} onChange={(isChosen) => toggle(row.id, isChosen)}>
                {row.firstName} {row.lastName}
              </Checkbox>
            </li>
          ))}
        </ul>
      </fieldset>
      <Button
        size="s"
        className="mt-2"
        isPending={isBusy}
        disabledReason={chosen.length === 0 ? t('closing.nobodyChosen') : null}
        onPress={() => onConfirm(chosen.map(({ id }) => id))}
      >
        {t('closing.markChosen', { count: chosen.length })}
      </Button>
    </Point>
  )
}
