import { type FormEvent, useState } from 'react'
import { parseJalali } from '#shared/domain/jalali.ts'
import { parseNationalCode } from '#shared/domain/national-code.ts'
import { parseRegistrationField } from '#shared/domain/registration-form.ts'
import { recoverTrackingCode } from '../api/citizen-api.ts'
import type { Problem } from '../api/problem.ts'
import { useFormat } from '../app/format.ts'
import { Page } from '../app/page.tsx'
import { useTexts } from '../app/texts.ts'
import { today } from '../app/today.ts'
import { Button } from '../design/button.tsx'
import { ErrorSummary } from '../design/error-summary.tsx'
import { Field } from '../design/field.tsx'
import { maskJalali } from '../design/jalali-mask.ts'
import { Notice } from '../design/notice.tsx'
import { Trouble } from '../design/trouble.tsx'
import { useForm } from '../design/use-form.ts'

const readers = {
  nationalCode: parseNationalCode,
  birthDate: (typed: string) => parseRegistrationField('birthDate', typed, { today: today() }),
}

/** Asks for the tracking code. What is answered is the same whether there is such a registration or not. */
export function RecoveryPage() {
  const { recovery, field: labels, fieldHint } = useTexts()
  const { date } = useFormat()
  const [busy, setBusy] = useState(false)
  const [done, setDone] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const form = useForm(readers, labels)
  const birth = parseJalali(form.values.birthDate)
  const birthDate = form.field('birthDate')

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const asked = busy ? null : form.read()
    if (!asked) return
    setBusy(true)
    setProblem(null)
    const answer = await recoverTrackingCode(asked)
    setBusy(false)
    if (answer.ok) setDone(true)
    else setProblem(answer.problem)
  }
  if (done) {
    return (
      <Page title={recovery.title}>
        <Notice kind="done" title={recovery.doneTitle} urgent>
          <p>{recovery.done}</p>
        </Notice>
        <p className="text-second">{recovery.notArrived}</p>
        <Button className="self-start" onClick={() => setDone(false)}>
          {recovery.again}
        </Button>
      </Page>
    )
  }
  return (
    <Page title={recovery.title} lead={recovery.lead}>
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
        <ErrorSummary errors={form.errors} round={form.round} />
        <Field
          {...form.field('nationalCode')}
          label={labels.nationalCode}
          hint={fieldHint.nationalCode}
          ltr
          inputMode="numeric"
        />
        <Field
          {...birthDate}
          label={labels.birthDate}
          hint={fieldHint.birthDate}
          ltr
          inputMode="numeric"
          echo={birth.ok ? date(birth.value) : undefined}
          onType={(typed) => birthDate.onType(maskJalali(typed, birthDate.value))}
        />
        {problem && <Trouble problem={problem} />}
        <Button type="submit" variant="primary" busy={busy}>
          {recovery.submit}
        </Button>
      </form>
    </Page>
  )
}
