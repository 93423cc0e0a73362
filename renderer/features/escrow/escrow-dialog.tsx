import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EscrowState, NewEscrowCode } from '#shared/contract/escrow.ts'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../design/button.tsx'
import { ConfirmDialog } from '../../design/confirm-dialog.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { ProblemNote } from '../../design/error-state.tsx'
import { notify } from '../../design/notice.ts'
import { useConditions } from '../../stores/condition.ts'
import { useHasRole, useSession } from '../../stores/session.ts'
import { office } from '../../transport/office-client.ts'
import { type Problem, problemOf } from '../../transport/problem.ts'
import { closeEscrow, openEscrow, useEscrowDialog } from './escrow-store.ts'
import { NewCode } from './new-code.tsx'

/** «کد بازیابی کلید»: what it is for, a new one, and the one time that it is shown. */
export function EscrowDialog() {
  const open = useEscrowDialog((store) => store.open)
  const isSupervisor = useHasRole('supervisor')
  const isWanted = useConditions(({ conditions }) =>
    conditions.some((condition) => condition.code === 'escrow_missing' && condition.wanted),
  )
  // By itself after the activation, when the first supervisor has signed in.
  useEffect(() => {
    if (isWanted && isSupervisor) openEscrow()
  }, [isWanted, isSupervisor])
  // Nobody reads it behind the lock.
  const isLocked = useSession(({ phase }) => phase === 'locked')
  useEffect(() => {
    if (isLocked) closeEscrow()
  }, [isLocked])
  return open && isSupervisor ? <OpenDialog wasAsked={isWanted} /> : null
}

function OpenDialog({ wasAsked }: { wasAsked: boolean }) {
  const { t } = useTranslation()
  const [state, setState] = useState<EscrowState | null>(null)
  const [made, setMade] = useState<NewEscrowCode | null>(null)
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  useEffect(() => {
    office()
      .escrow.state()
      .then(setState, (error) => setProblem(problemOf(error)))
  }, [])

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    setProblem(null)
    try {
      await work()
    } catch (error) {
      setProblem(problemOf(error))
    }
    setBusy(false)
  }
  const make = () =>
    attempt(async () => {
      setMade(await office().escrow.make())
      setAsking(false)
    })
  const confirm = () =>
    attempt(async () => {
      if (made) await office().escrow.confirm({ madeAt: made.madeAt })
      notify({ tone: 'done', title: t('escrow.confirmed') })
      closeEscrow()
    })
  const leave = () => {
    // Asked for by itself only once; the note at the top stays.
    if (wasAsked)
      office()
        .escrow.postpone()
        .catch(() => {})
    closeEscrow()
  }

  if (made) return <NewCode made={made} busy={busy} problem={problem} onConfirm={() => void confirm()} />
  return (
    <>
      <Dialog
        isOpen
        onClose={leave}
        title={t('escrow.title')}
        help="safety#code"
        actions={
          <>
            <Button onPress={leave}>{t(wasAsked ? 'escrow.later' : 'common.close')}</Button>
            <Button
              variant="primary"
              isPending={busy || (state === null && problem === null)}
              onPress={() => (state?.madeAt ? setAsking(true) : void make())}
            >
              {t(state?.madeAt ? 'escrow.renew' : 'escrow.make')}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-3 text-body">
          <p>{t('escrow.purpose')}</p>
          <p>{t('escrow.keep')}</p>
          <p className="font-semibold">{t('escrow.danger')}</p>
          {!asking && <ProblemNote problem={problem} />}
          <p className="min-h-6 text-small text-second">{state && <Standing state={state} />}</p>
        </div>
      </Dialog>
      {asking && (
        <ConfirmDialog
          title={t('escrow.renewTitle')}
          help="safety#code"
          confirmLabel={t('escrow.renew')}
          isDangerous
          isBusy={busy}
          problem={problem}
          onConfirm={() => void make()}
          onClose={() => setAsking(false)}
        >
          <p className="text-body">{t('escrow.renewText')}</p>
        </ConfirmDialog>
      )}
    </>
  )
}

function Standing({ state: { madeAt, confirmed } }: { state: EscrowState }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (madeAt === null) return t('escrow.none')
  const at = { date: format.dateOf(madeAt, 'long'), time: format.timeOf(madeAt) }
  return t(confirmed ? 'escrow.madeAt' : 'escrow.unconfirmed', at)
}
