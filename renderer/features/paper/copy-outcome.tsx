import { useTranslation } from 'react-i18next'
import type { PrintedCopy } from '#shared/contract/paper.ts'
import { useFormat } from '../../app/format.ts'

/** What became of the newest copy of a paper, in words. */
export function CopyOutcome({
  printed,
  isPrinting,
}: {
  printed: PrintedCopy | null | undefined
  isPrinting: boolean
}) {
  const { t } = useTranslation()
  const format = useFormat()
  if (isPrinting) return t('paper.printing')
  if (!printed) return t('paper.outcome.never')
  const { outcome, copy, at } = printed
  const said = outcome === null || outcome === 'cancelled' ? 'underWay' : outcome
  return t(`paper.outcome.${said}`, { copy: format.digits(copy), time: format.timeOf(at) })
}
