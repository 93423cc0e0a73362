import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { weekdayNames } from '#shared/domain/jalali.ts'
import type { ReportSpan } from '#shared/domain/report-span.ts'
import { type Format, useFormat } from '../../app/format.ts'
import { useItems } from '../event-log/use-items.ts'

/** Minutes as a column of figures has them: to the tenth. */
export const toMinutes = (seconds: number | null): number | null =>
  seconds === null ? null : Math.round(seconds / 6) / 10

/** A number with at most one decimal, in the digits of the screen. */
export function decimal(format: Format, value: number): string {
  const rounded = Math.round(value * 10) / 10
  if (Number.isInteger(rounded)) return format.number(rounded)
  const text = format.digits(rounded.toFixed(1))
  return format.language === 'fa' ? text.replace('.', '٫') : text
}

/** How long something took, as it is said. */
export function useDuration(): (seconds: number) => string {
  const { t } = useTranslation()
  const format = useFormat()
  return useCallback(
    (seconds) => {
      if (seconds < 60) return t('reports.seconds', { count: Math.round(seconds) })
      const minutes = Math.round(seconds / 60)
      if (minutes < 60) return t('reports.minutes', { count: minutes })
      return t('reports.hours', {
        hours: format.number(Math.floor(minutes / 60)),
        minutes: format.number(minutes % 60),
      })
    },
    [t, format],
  )
}

/** «آذر ۱۴۰۵», «شنبه ۳۰ آبان ۱۴۰۵ تا جمعه ۶ آذر ۱۴۰۵» or the day in words. */
export function useSpanWords(): (span: ReportSpan) => string {
  const { t } = useTranslation()
  const format = useFormat()
  return useCallback(
    ({ unit, from, to }) => {
      if (unit === 'month') return format.date(from, 'monthYear')
      if (unit === 'day') return format.date(from, 'full')
      return t('reports.spanFromTo', { from: format.date(from, 'long'), to: format.date(to, 'long') })
    },
    [t, format],
  )
}

export const useWeekdayName = (): ((weekday: number) => string) => {
  const { language } = useFormat()
  return useCallback((weekday) => weekdayNames[language][weekday] ?? '', [language])
}

/** Titles of documents and of the reasons why one was not in order, by their codes. */
export function useDocumentWords() {
  const { t } = useTranslation()
  const format = useFormat()
  const items = useItems()
  return useMemo(() => {
    const titles = new Map(items.map((item) => [item.key, format.text(item.title)]))
    const reasons = new Map(
      items.flatMap((item) =>
        item.failReasons.map((reason) => [`${item.key} ${reason.code}`, format.text(reason.title)] as const),
      ),
    )
    return {
      title: (item: string) => titles.get(item) ?? t('reports.unknownItem', { item }),
      reason: (item: string, reason: string) => reasons.get(`${item} ${reason}`) ?? reason,
    }
  }, [t, format, items])
}
