import { CircleCheck, FileDown } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ImportedList, longestList } from '#shared/contract/exchange.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../design/button.tsx'
import { ProblemNote } from '../../design/error-state.tsx'
import { useClock } from '../../stores/clock.ts'
import { office } from '../../transport/office-client.ts'
import { type Problem, problemOf } from '../../transport/problem.ts'
import { Part } from './part.tsx'

/** «دریافت فهرست از پرونده»: the list and the answers that the operator has sent. */
export function ReceivePart() {
  const { t } = useTranslation()
  const [result, setResult] = useState<ImportedList | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)

  const take = async (file: File) => {
    setBusy(true)
    setProblem(null)
    setResult(null)
    try {
      if (file.size > longestList) setProblem({ kind: 'file_refused', why: 'too_large' })
      else setResult(await office().exchange.importList({ text: (await file.text()) || ' ' }))
    } catch (error) {
      setProblem(problemOf(error))
    }
    setBusy(false)
  }

  return (
    <Part
      title={t('exchange.receive')}
      act={
        <>
          <Button
            className="w-38"
            icon={<FileDown size={16} aria-hidden />}
            isPending={busy}
            onPress={() => chooser.current?.click()}
          >
            {t('exchange.choose')}
          </Button>
          <input
            ref={chooser}
            type="file"
            accept=".pishkhan"
            aria-label={t('exchange.choose')}
            className="hidden"
            onChange={({ target }) => {
              const [file] = target.files ?? []
              // The same file may be chosen once more.
              target.value = ''
              if (file) void take(file)
            }}
          />
        </>
      }
      said={<p className="mt-1 text-small text-second">{t('exchange.receiveNote')}</p>}
    >
      <div aria-live="polite">{result && <Result list={result} />}</div>
      <ProblemNote problem={problem} className="mt-3" />
    </Part>
  )
}

/** What changed, and of when the data are. */
function Result({ list }: { list: ImportedList }) {
  const { t } = useTranslation()
  const format = useFormat()
  const today = useClock((store) => store.today)
  const time = format.timeOf(list.madeAt)
  const moment =
    tehranDateOf(list.madeAt) === today
      ? t('exchange.today', { time })
      : t('exchange.onDay', { date: format.dateOf(list.madeAt, 'dayMonth'), time })
  const { appointments, days, people, answered, refused } = list
  const changed = [
    appointments > 0 && t('exchange.changed.appointments', { count: appointments }),
    days > 0 && t('exchange.changed.days', { count: days }),
    people > 0 && t('exchange.changed.people', { count: people }),
    list.office && t('exchange.changed.office'),
    answered > 0 && t('exchange.changed.answered', { count: answered }),
  ].filter((line) => line !== false)
  return (
    <div className="mt-3 flex gap-2.5 rounded-m bg-sunken px-3 py-2.5 text-small text-ink">
      <CircleCheck size={16} aria-hidden className="mt-px shrink-0 text-served" />
      <div>
        <p className="font-semibold">{t(list.isOlder ? 'exchange.older' : 'exchange.taken', { moment })}</p>
        {changed.length === 0 ? (
          <p>{t('exchange.nothingNew')}</p>
        ) : (
          <ul className="mt-1 flex flex-col gap-0.5">
            {changed.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        {refused > 0 && (
          <p className="mt-1 font-semibold text-no-show">
            {t('exchange.changed.refused', { count: refused })}
          </p>
        )}
      </div>
    </div>
  )
}
