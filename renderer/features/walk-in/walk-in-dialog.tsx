import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Visit } from '#shared/contract/office.ts'
import { useFormat } from '../../app/format.ts'
import { openAppointment } from '../../app/open-appointment.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { ProblemNote } from '../../design/error-state.tsx'
import { notify } from '../../design/notice.ts'
import { Skeleton } from '../../design/skeleton.tsx'
import { TextField } from '../../design/text-field.tsx'
import { useClock } from '../../stores/clock.ts'
import { useOffice } from '../../stores/office.ts'
import { useHasRole } from '../../stores/session.ts'
import { useProblemText } from '../../transport/problem-text.ts'
import { CodesForm } from './codes-form.tsx'
import { FoundPerson } from './found-person.tsx'
import { emptyReceipt, type Receipt, ReceiptForm, readReceipt } from './receipt-form.tsx'
import { RoomNote } from './room-note.tsx'
import { type Details, useAdmission } from './use-admission.ts'
import { useCodes } from './use-codes.ts'
import { closeWalkIn, useWalkIn } from './walk-in-store.ts'

const SHORTEST_REASON = 3

/** «مراجعهٔ بدون نوبت»: who came, whether there is room, and the admission with the arrival. */
export function WalkInDialog() {
  const open = useWalkIn((store) => store.open)
  return open ? <OpenDialog /> : null
}

function OpenDialog() {
  const { t } = useTranslation()
  const format = useFormat()
  const problemText = useProblemText()
  const seed = useWalkIn((store) => store.code)
  const today = useClock((clock) => clock.today) ?? ''
  const length = useOffice(({ profile }) => profile?.rules.trackingCodeLength ?? 10)
  const maySettle = useHasRole('supervisor')
  const [receipt, setReceipt] = useState<Receipt>(emptyReceipt)
  const [reason, setReason] = useState('')
  const [attempted, setAttempted] = useState(false)
  const fields = useRef<HTMLDivElement>(null)
  const admission = useAdmission({
    onHere(row) {
      closeWalkIn()
      notify({ tone: 'info', title: t('walkIn.isHere'), detail: t('walkIn.isHereDetail') })
      openAppointment(row)
    },
    onAdmitted(visit: Visit) {
      const { id, date, queueNumber } = visit.appointment
      const number = format.digits(queueNumber ?? '–')
      closeWalkIn()
      const offline = standing.kind === 'offline'
      notify({ tone: 'done', title: t(offline ? 'walkIn.admittedPending' : 'walkIn.admitted', { number }) })
      openAppointment({ id, date })
    },
  })
  const { room, standing, isAdmitting, problem, errors } = admission

  const given = useCodes({
    seed,
    length,
    onChange: admission.forget,
    onComplete: (codes) => void admission.find(codes, (meant) => given.put(meant)),
  })

  const details = detailsOf()
  const full = room?.status === 'full'
  const reasonShort = full && maySettle && reason.trim().length < SHORTEST_REASON
  const blocked = blockedBecause()
  const admit = () => {
    setAttempted(true)
    if (blocked !== null || given.codes === null || isAdmitting) return
    if (details === null || reasonShort) {
      // The marks have to be drawn before the first of them can take the focus.
      requestAnimationFrame(() => fields.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
      return
    }
    void admission.admit(given.codes, details, full && maySettle ? reason.trim() : null)
  }

  // Who was found is confirmed by the main action: the hand is taken there, or to the reason that it needs.
  const isFound = standing.kind === 'found' && blocked === null
  useEffect(() => {
    if (!isFound) return
    const reasonField = document.querySelector<HTMLElement>('[data-reason] textarea')
    ;(reasonField ?? document.querySelector<HTMLElement>('[data-admit]'))?.focus()
  }, [isFound])

  return (
    <Dialog
      isOpen
      onClose={closeWalkIn}
      // A press beside the dialog must not throw away what has been written.
      isDismissable={given.typed.nationalCode === '' && given.typed.trackingCode === ''}
      title={t('walkIn.title')}
      help="walkIn"
      width="l"
      actions={
        <>
          <Button onPress={closeWalkIn}>{t('common.discard')}</Button>
          <Button
            variant="primary"
            shortcut="Ctrl+Enter"
            data-admit
            isPending={isAdmitting}
            disabledReason={blocked}
            onPress={admit}
          >
            {t('walkIn.admit')}
          </Button>
        </>
      }
    >
      <div
        ref={fields}
        className="flex flex-col gap-4"
        // Capturing: a choice keeps its keys to itself.
        onKeyDownCapture={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          event.stopPropagation()
          admit()
        }}
      >
        <CodesForm
          given={given}
          errors={errors}
          isAsking={standing.kind === 'asking'}
          hasFailed={standing.kind === 'failed'}
          isAgain={standing.kind !== 'unasked' && standing.kind !== 'asking'}
        />
        <div aria-live="polite" className="min-h-24">
          {standing.kind === 'asking' && (
            <div role="status" aria-label={t('walkIn.finding')} className="flex flex-col gap-3 px-5 py-4">
              <Skeleton className="h-8 w-64" />
              <Skeleton className="h-9 w-full" />
            </div>
          )}
          {standing.kind === 'found' && <FoundPerson finding={standing.finding} />}
          {standing.kind === 'failed' && <ProblemNote problem={standing.problem} />}
          {standing.kind === 'offline' && (
            <ReceiptForm
              receipt={receipt}
              today={today}
              attempted={attempted}
              errors={errors}
              onChange={setReceipt}
            />
          )}
        </div>
        <div className="flex flex-col gap-3 border-t border-line pt-4">
          <RoomNote room={room} />
          {full && maySettle && (
            <TextField
              data-reason
              label={t('walkIn.overCapacity')}
              value={reason}
              onChange={setReason}
              rows={2}
              maxLength={500}
              isRequired
              error={attempted && reasonShort ? t('common.reasonTooShort') : null}
            />
          )}
        </div>
        <ProblemNote problem={problem} />
        {problem?.kind === 'refused' && problem.refusal.appointmentId && problem.refusal.date && (
          <Button
            className="self-start"
            onPress={() => {
              const { appointmentId: id = '', date = today } = problem.refusal
              closeWalkIn()
              openAppointment({ id, date })
            }}
          >
            {t('walkIn.openAppointment')}
          </Button>
        )}
      </div>
    </Dialog>
  )

  function detailsOf(): Details | null {
    if (standing.kind === 'offline') return readReceipt(receipt, today)
    if (standing.kind !== 'found') return null
    const { nationalCode: _, trackingCode: __, mobile, ...known } = standing.finding.applicant
    return { ...known, mobile: mobile ?? '', requestKind: standing.finding.requestKind }
  }

  /** Why nobody can be taken in as it stands; what is merely not written yet is told at its field. */
  function blockedBecause(): string | null {
    if (room?.status === 'closed') return t('walkIn.closedDetail')
    if (full && !maySettle) return t('walkIn.fullDetail')
    if (given.codes === null) return t('walkIn.needsCodes')
    if (standing.kind === 'found') {
      const { refusal } = standing.finding
      if (refusal === null) return null
      return refusal.code === 'transition_not_allowed'
        ? t('walkIn.served')
        : problemText({ kind: 'refused', refusal: { code: refusal.code } }).what
    }
    return standing.kind === 'offline' ? null : t('walkIn.needsFinding')
  }
}
