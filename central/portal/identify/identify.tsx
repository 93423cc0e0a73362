import { type FormEvent, useState } from 'react'
import { parseNationalCode } from '#shared/domain/national-code.ts'
import { parseTrackingCode } from '#shared/domain/tracking-code.ts'
import { askStatus } from '../api/citizen-api.ts'
import type { Problem } from '../api/problem.ts'
import { knowCitizen } from '../app/citizen.ts'
import { Link } from '../app/link.tsx'
import { Page } from '../app/page.tsx'
import { useTexts } from '../app/texts.ts'
import { Button } from '../design/button.tsx'
import { ErrorSummary } from '../design/error-summary.tsx'
import { Field } from '../design/field.tsx'
import { Trouble } from '../design/trouble.tsx'
import { useForm } from '../design/use-form.ts'

const readers = { nationalCode: parseNationalCode, trackingCode: parseTrackingCode }

/** The signing in of a page: national code and tracking code, kept in memory once the central system knows them. */
export function Identify({ title }: { title: string }) {
  const { identify } = useTexts()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const form = useForm(readers, identify)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const credentials = busy ? null : form.read()
    if (!credentials) return
    setBusy(true)
    setProblem(null)
    const answer = await askStatus(credentials)
    setBusy(false)
    if (answer.ok) knowCitizen(credentials, answer.value)
    else setProblem(answer.problem)
  }
  return (
    <Page title={title} lead={identify.lead}>
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
        <ErrorSummary errors={form.errors} round={form.round} />
        <Field {...form.field('nationalCode')} label={identify.nationalCode} ltr inputMode="numeric" />
        <Field
          {...form.field('trackingCode')}
          label={identify.trackingCode}
          hint={identify.trackingCodeHint}
          ltr
          inputMode="numeric"
        />
        {problem && <Trouble problem={problem} />}
        <Button type="submit" variant="primary" busy={busy}>
          {identify.submit}
        </Button>
      </form>
      <Link to="recovery" className="link self-start">
        {identify.lost}
      </Link>
    </Page>
  )
}
