import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Refusal } from '#shared/domain/refusal.ts'
import type { WhatAndTodo } from '#shared/i18n/messages.ts'
import { useFormat } from '../app/format.ts'
import type { Problem } from './problem.ts'

export type { Problem } from './problem.ts'

/** The one place where a failed call becomes words: what happened, and what to do. */
export function useProblemText(): (problem: Problem) => WhatAndTodo {
  const { t } = useTranslation()
  const format = useFormat()

  const detailOf = useCallback(
    (refusal: Refusal): string => {
      if (refusal.code === 'day_has_undecided' && refusal.count !== undefined) {
        return t('refusalActor.undecided', { count: refusal.count })
      }
      if (refusal.code === 'already_called' && refusal.by?.kind === 'user' && refusal.desk !== undefined) {
        return t('refusalActor.calledBy', {
          name: refusal.by.displayName,
          desk: format.digits(refusal.desk),
          time: format.timeOf(refusal.at ?? ''),
        })
      }
      if (refusal.code === 'desk_busy' && refusal.count !== undefined) {
        return t('refusalActor.atDesk', {
          desk: format.digits(refusal.desk ?? ''),
          number: format.digits(refusal.count),
        })
      }
      if (refusal.by && refusal.at) {
        const time = format.timeOf(refusal.at)
        return refusal.by.kind === 'user'
          ? t('refusalActor.byUserAt', { name: refusal.by.displayName, time })
          : t('refusalActor.byCentralAt', { time })
      }
      if (refusal.bookableFrom) {
        return t('refusalActor.bookableFrom', { date: format.date(refusal.bookableFrom, 'full') })
      }
      if (refusal.date) return t('refusalActor.appointmentOn', { date: format.date(refusal.date, 'full') })
      return refusal.state ? t('refusalActor.stateNow', { state: t(`state.${refusal.state}`) }) : ''
    },
    [t, format],
  )

  return useCallback(
    (problem) => {
      if (problem.kind === 'refused') {
        const { code } = problem.refusal
        const detail = detailOf(problem.refusal)
        const what = t(`refusal.${code}.what`)
        return { what: detail ? `${what} ${detail}` : what, todo: t(`refusal.${code}.todo`) }
      }
      if (problem.kind === 'central_refused') {
        const { code, reason, bookableFrom, retryAfterSeconds } = problem.refusal
        return {
          what: t(`centralRefusal.${code}.what`),
          todo: reason
            ? t(`ineligibility.${reason}`)
            : t(`centralRefusal.${code}.todo`, {
                seconds: retryAfterSeconds ?? 60,
                date: bookableFrom ? format.date(bookableFrom, 'full') : '',
              }),
        }
      }
      if (problem.kind === 'file_refused') {
        const { why } = problem
        return { what: t(`exchangeRefusal.${why}.what`), todo: t(`exchangeRefusal.${why}.todo`) }
      }
      if (problem.code === 'TOO_MANY_ATTEMPTS') {
        return {
          what: t('problem.TOO_MANY_ATTEMPTS.what'),
          todo: t('problem.TOO_MANY_ATTEMPTS.todo', { seconds: problem.retryAfterSeconds ?? 60 }),
        }
      }
      return { what: t(`problem.${problem.code}.what`), todo: t(`problem.${problem.code}.todo`) }
    },
    [t, format, detailOf],
  )
}
