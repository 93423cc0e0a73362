import { Label, Radio, RadioGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { BookableDay } from '#shared/contract/citizen.ts'
import { useFormat } from '../../app/format.ts'

/** The slots of a day with their free places; arrow keys go from one to the next. */
export function SlotChoice({
  day,
  value,
  onChoose,
}: {
  day: BookableDay
  value: string | null
  onChoose: (slot: string) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <RadioGroup value={value} onChange={onChoose} orientation="horizontal">
      <Label className="text-body font-extrabold text-ink">
        {t('citizenServices.slots', { date: format.date(day.date, 'full') })}
      </Label>
      <div className="mt-2 grid grid-cols-[repeat(auto-fill,minmax(5.25rem,1fr))] gap-2">
        {day.slots.map(({ time, free }) => (
          <Radio
            key={time}
            value={time}
            isDisabled={free === 0}
            aria-label={
              free === 0
                ? t('citizenServices.slotFull', { time: format.time(time) })
                : t('citizenServices.slotFree', { time: format.time(time), count: free })
            }
            data-slot-time={time}
            className="flex h-11 cursor-default flex-col items-center justify-center rounded-m border border-strong-line bg-surface text-body text-ink data-disabled:border-line data-disabled:bg-sunken data-disabled:text-third data-focus-visible:focus-ring data-hovered:bg-sunken data-selected:border-accent data-selected:bg-accent data-selected:text-on-accent"
          >
            <span className="leading-5 font-semibold">{format.time(time)}</span>
            <span className="text-label leading-4">
              {free === 0 ? t('citizenServices.fullMark') : t('citizenServices.seats', { count: free })}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
