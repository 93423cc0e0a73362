import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { ProblemNote } from '../../design/error-state.tsx'
import { FrontPage } from '../../design/front-page.tsx'
import { notify } from '../../design/notice.ts'
import { TextField } from '../../design/text-field.tsx'
import { startSession, useSession } from '../../stores/session.ts'
import { office } from '../../transport/office-client.ts'
import { type Problem, problemOf } from '../../transport/problem.ts'
import { ConditionList } from '../condition/condition-note.tsx'

const isAddress = (text: string) => /^https?:\/\/\S+$/.test(text) && URL.canParse(text)

/** First start: where the central system is, and the code it issued for this office. */
export function ActivationScreen() {
  const { t } = useTranslation()
  const known = useSession((session) => session.device?.centralUrl ?? null)
  const [centralUrl, setCentralUrl] = useState(known ?? '')
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [judged, setJudged] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  const address = centralUrl.trim()
  const activationCode = code.trim()
  const addressError = isAddress(address) ? null : t('activation.centralUrlInvalid')
  const codeError = activationCode.length >= 8 ? null : t('activation.codeInvalid')

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setJudged(true)
    if (busy || addressError || codeError) return
    setBusy(true)
    setProblem(null)
    try {
      const { officeName } = await office().device.activate({ centralUrl: address, activationCode })
      notify({ tone: 'done', title: t('activation.done', { office: officeName }) })
      await startSession()
    } catch (error) {
      setProblem(problemOf(error))
      setBusy(false)
    }
  }

  return (
    <FrontPage title={t('activation.title')} lead={t('activation.lead')} above={<ConditionList />}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label={t('activation.centralUrl')}
          value={centralUrl}
          onChange={setCentralUrl}
          type="url"
          ltr
          autoFocus={known === null}
          spellCheck="false"
          placeholder="https://"
          error={judged ? addressError : null}
        />
        <TextField
          label={t('activation.code')}
          value={code}
          onChange={setCode}
          ltr
          autoFocus={known !== null}
          autoComplete="off"
          spellCheck="false"
          hint={t('activation.codeHint')}
          error={judged ? codeError : null}
        />
        <ProblemNote problem={problem} />
        <Button type="submit" variant="primary" isPending={busy} className="mt-2 w-full">
          {t('activation.submit')}
        </Button>
      </form>
    </FrontPage>
  )
}
