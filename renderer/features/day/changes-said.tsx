import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDay } from '../../stores/day.ts'
import { useSelection } from '../../stores/selection.ts'

/** What others have changed in the list, for who hears it: its mark is only seen. The open applicant says it by itself. */
export function ChangesSaid() {
  const { t } = useTranslation()
  const marked = useDay((store) => store.marked)
  const before = useRef(marked)
  const [said, say] = useState('')
  useEffect(() => {
    const known = before.current
    before.current = marked
    const open = useSelection.getState().appointmentId
    const changed = useDay.getState().rows.filter(({ id }) => marked.has(id) && !known.has(id) && id !== open)
    const [first] = changed
    if (!first) return
    const { firstName, lastName, state } = first
    say(
      changed.length === 1
        ? t('day.changedOne', { name: `${firstName} ${lastName}`, state: t(`state.${state}`) })
        : t('day.changedMany', { count: changed.length }),
    )
  }, [marked, t])
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  )
}
