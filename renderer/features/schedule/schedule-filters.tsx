import { Check } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayRow, ScheduleFilter } from '#shared/contract/office.ts'
import { countStates } from '#shared/domain/day.ts'
import { type AppointmentState, appointmentStates } from '#shared/domain/state.ts'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../design/button.tsx'
import { SelectField } from '../../design/select-field.tsx'
import { stateLook } from '../../design/state-look.ts'

export type LineChoice = Pick<ScheduleFilter, 'states' | 'slot'>

/** Which lines go on the paper: some states, one slot, or everybody. Counts are of the whole day. */
export function ScheduleFilters({
  rows,
  choice,
  onChange,
}: {
  rows: readonly DayRow[]
  choice: LineChoice
  onChange: (choice: LineChoice) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const counts = useMemo(() => countStates(rows.map((row) => row.state)), [rows])
  const slots = useMemo(() => {
    const people = new Map<string, number>()
    for (const { slot } of rows) people.set(slot, (people.get(slot) ?? 0) + 1)
    return [...people].sort(([a], [b]) => (a < b ? -1 : 1))
  }, [rows])
  const { states, slot } = choice
  const toggle = (state: AppointmentState) =>
    onChange({
      ...choice,
      states: states.includes(state)
        ? states.filter((other) => other !== state)
        : appointmentStates.filter((other) => other === state || states.includes(other)),
    })

  return (
    <div className="flex flex-col gap-5">
      <fieldset>
        <legend className="mb-1.5 text-small font-semibold text-second">{t('schedule.filterStates')}</legend>
        <ul className="flex flex-col overflow-hidden rounded-m border border-line bg-surface">
          <StateLine
            isChosen={states.length === 0}
            word={t('schedule.allStates')}
            count={format.number(rows.length)}
            onToggle={() => onChange({ ...choice, states: [] })}
          />
          {appointmentStates.map((state) => (
            <StateLine
              key={state}
              state={state}
              isChosen={states.includes(state)}
              word={t(`state.${state}`)}
              count={format.number(counts[state])}
              onToggle={() => toggle(state)}
            />
          ))}
        </ul>
      </fieldset>
      <SelectField
        label={t('schedule.filterSlot')}
        value={slot ?? ''}
        onChange={(value) => onChange({ ...choice, slot: value || null })}
      >
        <option value="">{t('schedule.allSlots')}</option>
        {slots.map(([time, people]) => (
          <option key={time} value={time}>
            {t('schedule.slotOption', { time: format.time(time), people })}
          </option>
        ))}
      </SelectField>
      {(states.length > 0 || slot !== null) && (
        <Button size="s" className="self-start" onPress={() => onChange({ states: [], slot: null })}>
          {t('schedule.clearFilters')}
        </Button>
      )}
    </div>
  )
}

function StateLine({
  state,
  isChosen,
  word,
  count,
  onToggle,
}: {
  /** Absent for «all». */
  state?: AppointmentState
  isChosen: boolean
  word: string
  count: string
  onToggle: () => void
}) {
  const look = state && stateLook[state]
  const Icon = look?.icon
  return (
    <li className="border-b border-line last:border-b-0">
      <button
        type="button"
        aria-pressed={isChosen}
        onClick={onToggle}
        className={`flex h-9 w-full items-center gap-2.5 px-3 text-body outline-none focus-visible:focus-ring-inset ${
          isChosen ? 'bg-accent-soft font-semibold text-ink' : 'text-ink hover:bg-sunken'
        }`}
      >
        <span
          aria-hidden
          className={`flex size-4 items-center justify-center rounded-s border ${isChosen ? 'border-accent bg-accent text-on-accent' : 'border-strong-line'}`}
        >
          {isChosen && <Check size={12} strokeWidth={3} />}
        </span>
        {Icon && <Icon size={14} aria-hidden className={look?.text} />}
        <span>{word}</span>
        {/* Units below one another, in both languages. */}
        <span className="ms-auto min-w-[3ch] text-right text-small text-second">{count}</span>
      </button>
    </li>
  )
}
