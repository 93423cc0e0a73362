import { Check, Clock3, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { RecordSync } from '#shared/contract/office.ts'

const looks = {
  queued: { icon: Clock3, colour: 'text-second' },
  sent: { icon: Check, colour: 'text-third' },
  attention: { icon: TriangleAlert, colour: 'text-no-show' },
} as const

/** Whether the central system has a record: waits, sent, needs attention. */
export function SyncMark({ sync, words = false }: { sync: RecordSync; words?: boolean }) {
  const { t } = useTranslation()
  const { icon: Icon, colour } = looks[sync]
  const text = t(`sync.record.${sync}`)
  return (
    <span
      className={`inline-flex items-center gap-1.5 text-small ${colour}`}
      title={words ? undefined : text}
    >
      <Icon size={14} aria-hidden />
      <span className={words ? '' : 'sr-only'}>{text}</span>
    </span>
  )
}
