import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Visit } from '#shared/contract/office.ts'
import { rolesForEvent } from '#shared/domain/permission.ts'
import type { Refusal } from '#shared/domain/refusal.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { useFormat } from '../../app/format.ts'
import { useProblemText } from '../../transport/problem-text.ts'
import type { ActName } from './visit-acts.ts'
import { eventOfAct } from './visit-acts.ts'

/** Why something is not possible now, in one sentence with the role, day or time that it turns on. */
export function useWhyNot(): {
  act: (visit: Visit, name: ActName, refusal: Refusal) => string
  checklist: (visit: Visit, refusal: Refusal) => string
  waive: (refusal: Refusal) => string
} {
  const { t } = useTranslation()
  const format = useFormat()
  const problemText = useProblemText()

  const plain = useCallback(
    (refusal: Refusal) => {
      const { what, todo } = problemText({ kind: 'refused', refusal })
      return `${what} ${todo}`
    },
    [problemText],
  )

  const closed = useCallback(
    (visit: Visit) =>
      t('applicant.whyNot.dayClosed', { date: format.date(visit.appointment.date, 'dayMonth') }),
    [t, format],
  )

  const act = useCallback(
    (visit: Visit, name: ActName, refusal: Refusal): string => {
      const { appointment, noShowFrom } = visit
      switch (refusal.code) {
        case 'role_not_allowed':
          return t('applicant.whyNot.role', {
            act: t(`applicant.acts.${name}`),
            roles: rolesForEvent[eventOfAct[name]]
              .map((role) => t(`role.${role}`))
              .join(t('applicant.whyNot.or')),
          })
        case 'not_its_day':
          return t('applicant.whyNot.notItsDay', { date: format.date(appointment.date, 'full') })
        case 'not_same_day':
          return appointment.arrivedOn
            ? t('applicant.whyNot.notSameDay', { date: format.date(appointment.arrivedOn, 'full') })
            : plain(refusal)
        case 'too_early_for_no_show': {
          const date = tehranDateOf(noShowFrom)
          const time = format.timeOf(noShowFrom)
          return refusal.at && tehranDateOf(refusal.at) !== date
            ? t('applicant.whyNot.tooEarlyOn', { date: format.date(date, 'full'), time })
            : t('applicant.whyNot.tooEarly', { time })
        }
        case 'day_already_closed':
          return closed(visit)
        default:
          return plain(refusal)
      }
    },
    [t, format, plain, closed],
  )

  const checklist = useCallback(
    (visit: Visit, refusal: Refusal): string => {
      const { state } = visit.appointment
      if (refusal.code === 'day_already_closed') return closed(visit)
      if (state === 'booked') return t('applicant.whyNot.checklistBooked')
      if (state === 'documents_complete' || state === 'served') return t('applicant.whyNot.checklistDone')
      if (state === 'no_show' || state === 'cancelled') return t('applicant.whyNot.checklistGone')
      return refusal.code === 'role_not_allowed' ? t('applicant.whyNot.checklistRole') : plain(refusal)
    },
    [t, plain, closed],
  )

  const waive = useCallback(
    (refusal: Refusal): string => {
      if (refusal.code === 'waiver_by_same_person') return t('applicant.whyNot.waiveBySame')
      if (refusal.code === 'waiver_needs_supervisor') return t('applicant.whyNot.waiveRole')
      return plain(refusal)
    },
    [t, plain],
  )

  return { act, checklist, waive }
}
