import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { ProblemNote } from '../../design/error-state.tsx'
import { FrontPage } from '../../design/front-page.tsx'
import { TextField } from '../../design/text-field.tsx'
import { startSession, useSession } from '../../stores/session.ts'
import { office } from '../../transport/office-client.ts'
import { type Problem, problemOf } from '../../transport/problem.ts'
import { ConditionList } from '../condition/condition-note.tsx'
import { FirstSteps } from './first-steps.tsx'

const isAddress = (text: string) => /^https?:\/\/\S+$/.test(text) && URL.canParse(text)
const leastCode = 8

/** First start: where the central system is, and the code it issued for this office, one after the other. */
export function ActivationScreen() {
  const { t } = useTranslation()
  const known = useSession((session) => session.device?.centralUrl ?? null)
  const [centralUrl, setCentralUrl] = useState(known ?? '')
  const [reached, setReached] = useState(false)

  return (
    <FrontPage
      title={t('activation.title')}
      lead={t(reached ? 'activation.codeLead' : 'activation.lead')}
      above={
        <>
          <FirstSteps current={reached ? 'code' : 'central'} />
          <ConditionList />
        </>
      }
    >
      {reached ? (
        <CodeForm centralUrl={centralUrl} onBack={() => setReached(false)} />
      ) : (
        <AddressForm
          address={centralUrl}
          onReached={(address) => {
            setCentralUrl(address)
            setReached(true)
          }}
        />
      )}
    </FrontPage>
  )
}

/** One question of the first start: refused as long as it is not filled in, then asked of the core. */
function useQuestion(error: string | null, ask: () => Promise<void>) {
  const [busy, setBusy] = useState(false)
  const [judged, setJudged] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setJudged(true)
    if (busy || error) return
    setBusy(true)
    setProblem(null)
    try {
      await ask()
    } catch (failure) {
      setProblem(problemOf(failure))
    }
    setBusy(false)
  }
  return { busy, problem, submit, error: judged ? error : null }
}

function AddressForm({ address, onReached }: { address: string; onReached: (address: string) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(address)
  const centralUrl = typed.trim()
  const question = useQuestion(isAddress(centralUrl) ? null : t('activation.centralUrlInvalid'), async () => {
    await office().device.reach({ centralUrl })
    onReached(centralUrl)
  })
  return (
    <form noValidate onSubmit={question.submit} className="flex flex-col gap-4">
      <TextField
        label={t('activation.centralUrl')}
        value={typed}
        onChange={setTyped}
        type="url"
        ltr
        autoFocus
        spellCheck="false"
        // biome-ignore lint/plugin: the beginning of an address is in no language
        placeholder="https://"
        hint={t('activation.centralUrlHint')}
        error={question.error}
      />
      <ProblemNote problem={question.problem} />
      <Button type="submit" variant="primary" isPending={question.busy} className="mt-2 w-full">
        {t('activation.next')}
      </Button>
    </form>
  )
}

function CodeForm({ centralUrl, onBack }: { centralUrl: string; onBack: () => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const activationCode = typed.trim()
  const question = useQuestion(
    activationCode.length >= leastCode ? null : t('activation.codeInvalid'),
    async () => {
      await office().device.activate({ centralUrl, activationCode })
      await startSession()
    },
  )
  return (
    <form noValidate onSubmit={question.submit} className="flex flex-col gap-4">
      <TextField
        label={t('activation.code')}
        value={typed}
        onChange={setTyped}
        ltr
        autoFocus
        autoComplete="off"
        spellCheck="false"
        hint={t('activation.codeHint')}
        error={question.error}
      />
      <ProblemNote problem={question.problem} />
      <div className="mt-2 flex gap-2">
        <Button type="submit" variant="primary" isPending={question.busy} className="flex-1">
          {t('activation.submit')}
        </Button>
        <Button onPress={onBack}>{t('activation.back')}</Button>
      </div>
    </form>
  )
}
