import { type MouseEvent, memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayRow } from '#shared/contract/office.ts'
import { countStates } from '#shared/domain/day.ts'
import type { AppointmentState } from '#shared/domain/state.ts'
import { appointmentStates } from '#shared/domain/state.ts'
import { useFormat } from '../../app/format.ts'
import { useShortcuts } from '../../app/shortcuts.ts'
import { stateLook } from '../../design/state-look.ts'
import { clearStates, toggleState, useListView } from '../../stores/list-view.ts'

/** How many are in each state; each count is also the filter for it. Ctrl or Shift takes several together. */
export const StateFilters = memo(function StateFilters({ rows }: { rows: readonly DayRow[] }) {
  const { t } = useTranslation()
  const states = useListView((view) => view.states)
  const counts = useMemo(() => countStates(rows.map((row) => row.state)), [rows])

  useShortcuts([
    { keys: 'Alt+0', label: t('shortcuts.allStates'), group: 'inDay', run: clearStates },
    ...appointmentStates.map((state, index) => ({
      keys: `Alt+${index + 1}`,
      label: null,
      group: 'inDay' as const,
      run: () => toggleState(state, false),
    })),
  ])

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a form's semantics; these are toggles of a list
    <div
      role="group"
      aria-label={t('day.filters')}
      title={t('day.filterHint')}
      className="flex shrink-0 items-stretch gap-0.5 border-b border-strong-line px-2 py-2"
    >
      <Counter word={t('day.all')} count={rows.length} pressed={states.length === 0} onPress={clearStates} />
      {appointmentStates.map((state) => (
        <Counter
          key={state}
          state={state}
          word={t(`state.${state}`)}
          count={counts[state]}
          pressed={states.includes(state)}
          onPress={(add) => toggleState(state, add)}
        />
      ))}
    </div>
  )
})

function Counter({
  state,
  word,
  count,
  pressed,
  onPress,
}: {
  state?: AppointmentState
  word: string
  count: number
  pressed: boolean
  onPress: (add: boolean) => void
}) {
  const format = useFormat()
  const colour = count === 0 ? 'text-third' : state ? stateLook[state].text : 'text-ink'
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onMouseDown={(event: MouseEvent) => event.preventDefault()}
      onClick={(event) => onPress(event.ctrlKey || event.metaKey || event.shiftKey)}
      className={`flex min-w-0 flex-1 flex-col items-center rounded-m border py-1 focus-visible:focus-ring ${
        pressed ? 'border-line bg-surface' : 'border-transparent hover:bg-sunken'
      }`}
    >
      <span className={`text-lead font-extrabold ${colour}`}>{format.number(count)}</span>
      <span
        className={`line-clamp-2 w-full text-center text-[clamp(11px,0.6875rem,13.5px)] leading-tight ${pressed ? 'text-ink' : 'text-second'}`}
      >
        {word}
      </span>
    </button>
  )
}
