import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordSync } from '#shared/contract/office.ts'
import type { AppointmentState } from '#shared/domain/state.ts'
import { appointmentStates } from '#shared/domain/state.ts'
import { type Format, useFormat } from '../../app/format.ts'

/** Every word that a row needs, looked up once for the list instead of once for each row. */
export type RowTexts = {
  format: Format
  states: Record<AppointmentState, string>
  sync: Record<RecordSync, string>
  changed: string
  comma: string
  /** Of a walk-in that the central system has not answered for yet. */
  pending: string
  slot: (time: string) => string
}

export function useRowTexts(): RowTexts {
  const { t } = useTranslation()
  const format = useFormat()
  return useMemo(
    () => ({
      format,
      states: Object.fromEntries(
        appointmentStates.map((state) => [state, t(`state.${state}`)]),
      ) as RowTexts['states'],
      sync: {
        queued: t('sync.record.queued'),
        sent: t('sync.record.sent'),
        attention: t('sync.record.attention'),
      },
      changed: t('day.changed'),
      comma: t('common.comma'),
      pending: t('walkIn.pendingShort'),
      slot: (time) => t('day.slotLabel', { time: format.time(time) }),
    }),
    [t, format],
  )
}
