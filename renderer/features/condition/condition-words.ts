import { useTranslation } from 'react-i18next'
import type { Condition, Recovery } from '#shared/contract/condition.ts'
import type { WhatAndTodo } from '#shared/i18n/messages.ts'
import { type Format, useFormat } from '../../app/format.ts'

/** Minutes. */
const HOUR = 60
const DAY = 24 * HOUR

/** Every figure that one of the texts holds. */
const noFigures = {
  free: '',
  limit: '',
  version: '',
  needed: '',
  time: '',
  span: '',
  direction: '',
  events: '',
  hours: '',
  device: '',
}
type Figures = typeof noFigures

/** What is amiss and what to do about it, in words with their figures. */
export function useConditionWords(): (condition: Condition) => WhatAndTodo {
  const { t } = useTranslation()
  const format = useFormat()
  const ofRecovery = ({ cause, copyAt, recorded, left, whole }: Recovery): WhatAndTodo => {
    const copy =
      copyAt !== null
        ? t('conditionNote.fromCopy', { date: format.dateOf(copyAt, 'long'), time: format.timeOf(copyAt) })
        : cause === 'incomplete'
          ? ''
          : t('conditionNote.withoutCopy')
    const rest =
      left > 0
        ? t('conditionNote.left', { count: left })
        : recorded > 0
          ? t(whole ? 'conditionNote.recorded' : 'conditionNote.recordedInPart', { count: recorded })
          : copyAt === null
            ? ''
            : t(whole ? 'conditionNote.nothingMissing' : 'conditionNote.restUnknown')
    return {
      what: [t(`conditionNote.cause.${cause}`), copy, rest].filter((part) => part !== '').join(' '),
      todo: t('condition.database_restored.todo'),
    }
  }
  /** In the unit that somebody would use: «۲ روز», not «۲٬۸۸۰ دقیقه». */
  const spanOf = ({ minutes }: Clock): string => {
    const wrong = Math.abs(minutes)
    if (wrong < 2 * HOUR) return t('conditionNote.minutes', { count: wrong })
    const [unit, length] = wrong < 2 * DAY ? (['hours', HOUR] as const) : (['days', DAY] as const)
    return t(`conditionNote.${unit}`, { count: Math.round(wrong / length) })
  }
  return (condition) => {
    if (condition.code === 'database_restored') return ofRecovery(condition.recovery)
    const direction = condition.code === 'clock_wrong' ? t(`conditionNote.${directionOf(condition)}`) : ''
    const span = condition.code === 'clock_wrong' ? spanOf(condition) : ''
    const values: Figures = { ...noFigures, ...figuresOf(condition, format), direction, span }
    return {
      what: t(`condition.${condition.code}.what`, values),
      todo: t(`condition.${condition.code}.todo`, values),
    }
  }
}

type Clock = Extract<Condition, { code: 'clock_wrong' }>
const directionOf = ({ minutes, measuredBy }: Clock) =>
  measuredBy === 'last_act' ? 'behindLastAct' : minutes > 0 ? 'slow' : 'fast'

function figuresOf(condition: Condition, { number, digits, dateOf, timeOf }: Format): Partial<Figures> {
  switch (condition.code) {
    case 'disk_full':
    case 'disk_low':
      return { free: number(condition.freeMegabytes), limit: number(condition.limitMegabytes) }
    case 'version_old':
      return { version: digits(condition.version), needed: digits(condition.needed) }
    case 'backup_failed':
      return { time: `${dateOf(condition.since)} ${timeOf(condition.since)}` }
    case 'host_elsewhere':
      return {
        device: condition.deviceName,
        time: `${dateOf(condition.seenAt)} ${timeOf(condition.seenAt)}`,
      }
    case 'backlog_old':
      return { events: number(condition.events), hours: number(condition.hours) }
    case 'backlog_large':
      return { events: number(condition.events) }
    case 'clock_wrong':
    case 'escrow_missing':
    case 'journal_failed':
    case 'own_events_unknown':
    case 'database_restored':
      return {}
  }
}
