import { FileUp } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Waiting } from '#shared/contract/exchange.ts'
import { useMoment } from '../../app/moment.ts'
import { Button } from '../../design/button.tsx'
import { ProblemNote } from '../../design/error-state.tsx'
import { notify } from '../../design/notice.ts'
import { useOffice } from '../../stores/office.ts'
import { useNotSavedNotice } from '../../transport/failure-notice.ts'
import { office } from '../../transport/office-client.ts'
import { type Problem, problemOf } from '../../transport/problem.ts'
import { saveText } from '../../transport/save-file.ts'
import { Part } from './part.tsx'

/** «ارسال با پرونده»: what waits, as a file for the central system. */
export function SendPart() {
  const { t } = useTranslation()
  const notSaved = useNotSavedNotice()
  const moment = useMoment()
  const queued = useOffice((store) => store.sync?.queued ?? 0)
  const [waiting, setWaiting] = useState<Waiting | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the number in the frame is another
  useEffect(() => {
    office()
      .exchange.waiting()
      .then(setWaiting, (error) => setProblem(problemOf(error)))
  }, [queued])

  const save = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const { fileName, text, changes } = await office().exchange.exportEvents()
      const outcome = await saveText({ kind: 'pishkhan', suggestedName: `${fileName}.pishkhan`, text })
      if (outcome.status === 'saved' || outcome.status === 'handed') {
        const detail = outcome.status === 'saved' ? outcome.fileName : t('eventLog.handedDetail')
        notify({ tone: 'done', title: t('exchange.saved', { count: changes }), detail })
      } else if (outcome.status === 'failed') {
        notSaved(t('exchange.notSaved'), outcome)
      }
    } catch (error) {
      setProblem(problemOf(error))
    }
    setBusy(false)
  }

  return (
    <Part
      title={t('exchange.send')}
      act={
        <Button
          className="w-38"
          icon={<FileUp size={16} aria-hidden />}
          isPending={busy}
          disabledReason={waiting?.changes === 0 ? t('exchange.nothingWaits') : null}
          onPress={() => void save()}
        >
          {t('exchange.save')}
        </Button>
      }
      said={
        <>
          <p className="mt-1 text-body text-ink" aria-live="polite">
            {waiting === null
              ? '…'
              : waiting.changes === 0
                ? t('exchange.nothingWaits')
                : t('exchange.waits', { count: waiting.changes, since: moment(waiting.since ?? '') })}
          </p>
          <p className="mt-1 text-small text-second">{t('exchange.sendNote')}</p>
        </>
      }
    >
      <ProblemNote problem={problem} className="mt-3" />
    </Part>
  )
}
