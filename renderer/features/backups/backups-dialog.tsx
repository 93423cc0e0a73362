import { CircleCheck, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Backup } from '#shared/contract/condition.ts'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../design/button.tsx'
import { ConfirmDialog } from '../../design/confirm-dialog.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { ProblemNote } from '../../design/error-state.tsx'
import { notify } from '../../design/notice.ts'
import { office } from '../../transport/office-client.ts'
import { type Problem, problemOf } from '../../transport/problem.ts'
import { closeBackups, useBackupsDialog } from './backups-store.ts'

/** «نسخه‌های پشتیبان»: what copies there are, one more now, and back to one of them. */
export function BackupsDialog() {
  const open = useBackupsDialog((store) => store.open)
  return open ? <OpenDialog /> : null
}

function OpenDialog() {
  const { t } = useTranslation()
  const [backups, setBackups] = useState<readonly Backup[] | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const [chosen, setChosen] = useState<Backup | null>(null)

  useEffect(() => {
    office()
      .backup.list()
      .then(setBackups, (error) => setProblem(problemOf(error)))
  }, [])

  const make = async () => {
    setBusy(true)
    setProblem(null)
    try {
      setBackups(await office().backup.make())
      notify({ tone: 'done', title: t('backups.made') })
    } catch (error) {
      setProblem(problemOf(error))
    }
    setBusy(false)
  }

  return (
    <>
      <Dialog
        isOpen
        onClose={closeBackups}
        title={t('backups.title')}
        help="safety#copies"
        actions={
          <>
            <Button onPress={closeBackups}>{t('common.close')}</Button>
            <Button variant="primary" isPending={busy} onPress={() => void make()}>
              {t('backups.make')}
            </Button>
          </>
        }
      >
        <p className="mb-3 text-small text-second">{t('backups.lead')}</p>
        <ProblemNote problem={problem} />
        {backups?.length === 0 && <p className="py-4 text-body text-second">{t('backups.empty')}</p>}
        {backups === null && problem === null && (
          <p role="status" className="py-4 text-body text-second">
            {t('backups.reading')}
          </p>
        )}
        <ul aria-busy={backups === null && problem === null} className="flex min-h-16 flex-col">
          {backups?.map((backup) => (
            <Line key={backup.name} backup={backup} onRestore={() => setChosen(backup)} />
          ))}
        </ul>
      </Dialog>
      {chosen && <Confirm backup={chosen} onClose={() => setChosen(null)} />}
    </>
  )
}

function Line({ backup, onRestore }: { backup: Backup; onRestore: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const Icon = backup.whole ? CircleCheck : TriangleAlert
  const megabytes = format.number(Math.ceil(backup.bytes / 1_048_576))
  return (
    <li className="flex h-11 items-center gap-3 border-b border-line text-body last:border-b-0">
      <Icon size={16} aria-hidden className={backup.whole ? 'text-served' : 'text-no-show'} />
      <span className="min-w-0 flex-1">
        {format.dateOf(backup.at, 'long')}
        {t('common.comma')}
        {format.timeOf(backup.at)}
      </span>
      <span className="text-small text-second">{t('backups.size', { megabytes })}</span>
      <span className={`w-20 text-small ${backup.whole ? 'text-second' : 'font-semibold text-no-show'}`}>
        {t(backup.whole ? 'backups.whole' : 'backups.damaged')}
      </span>
      <span className="w-28 text-end">
        {backup.whole && (
          <Button size="s" onPress={onRestore}>
            {t('backups.restore')}
          </Button>
        )}
      </span>
    </li>
  )
}

function Confirm({ backup, onClose }: { backup: Backup; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const restore = async () => {
    setBusy(true)
    try {
      await office().backup.restore({ name: backup.name })
      notify({ tone: 'info', title: t('backups.restarting') })
      closeBackups()
    } catch (error) {
      setProblem(problemOf(error))
      setBusy(false)
    }
  }
  return (
    <ConfirmDialog
      title={t('backups.confirmTitle', {
        date: format.dateOf(backup.at, 'long'),
        time: format.timeOf(backup.at),
      })}
      help="safety#copies"
      confirmLabel={t('backups.confirm')}
      isDangerous
      isBusy={busy}
      problem={problem}
      onConfirm={() => void restore()}
      onClose={onClose}
    >
      <p className="text-body">{t('backups.confirmText')}</p>
    </ConfirmDialog>
  )
}
