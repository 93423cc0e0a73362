import { useTranslation } from 'react-i18next'
import type { Visit } from '#shared/contract/office.ts'
import { useFormat } from '../../app/format.ts'
import { ConfirmDialog } from '../../design/confirm-dialog.tsx'
import type { Problem } from '../../transport/problem.ts'
import type { Checklist } from './checklist-model.ts'
import type { ActName } from './visit-acts.ts'

/** The acts that ask something first. */
export type ActDialogKind = Extract<
  ActName,
  'checkIn' | 'undoCheckIn' | 'conclude' | 'markNoShow' | 'reverseNoShow'
>

const texts = {
  checkIn: 'otherDay',
  undoCheckIn: 'undo',
  conclude: 'concludeEarly',
  markNoShow: 'noShow',
  reverseNoShow: 'reverse',
} as const satisfies Record<ActDialogKind, string>

/** Says what will happen and asks for the reason where one is recorded. */
export function ActDialog({
  kind,
  visit,
  model,
  isBusy,
  problem,
  onConfirm,
  onClose,
}: {
  kind: ActDialogKind
  visit: Visit
  model: Checklist
  isBusy: boolean
  problem: Problem | null
  /** Null when no reason was asked for. */
  onConfirm: (reason: string | null) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { applicant, date, queueNumber } = visit.appointment
  const text = texts[kind]
  const values = {
    name: `${applicant.firstName} ${applicant.lastName}`,
    date: format.date(date, 'full'),
    number: format.digits(queueNumber ?? '–'),
    items: model.undecided.map(({ title }) => format.text(title)).join(t('common.comma')),
  }
  const reasonLabel =
    text === 'undo' || text === 'otherDay' || text === 'reverse' ? t(`applicant.${text}.reason`) : undefined
  return (
    <ConfirmDialog
      title={t(`applicant.${text}.title`, values)}
      help="applicant"
      confirmLabel={t(`applicant.${text}.confirm`)}
      {...(reasonLabel === undefined ? {} : { reasonLabel })}
      isDangerous={kind === 'markNoShow'}
      isBusy={isBusy}
      problem={problem}
      onConfirm={(reason) => onConfirm(reasonLabel === undefined ? null : reason)}
      onClose={onClose}
    >
      <p className="text-body text-second">{t(`applicant.${text}.detail`, values)}</p>
    </ConfirmDialog>
  )
}
