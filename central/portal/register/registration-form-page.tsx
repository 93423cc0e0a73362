import { type FormEvent, type ReactNode, useState } from 'react'
import {
  genders,
  parseRegistrationField,
  type RegistrationErrors,
  type RegistrationField,
  registrationFields,
} from '#shared/domain/registration-form.ts'
import { requestKinds } from '#shared/domain/request-kind.ts'
import { registerCitizen } from '../api/citizen-api.ts'
import type { Problem } from '../api/problem.ts'
import { knowCitizen } from '../app/citizen.ts'
import { Page } from '../app/page.tsx'
import { useTexts } from '../app/texts.ts'
import { today } from '../app/today.ts'
import { Button } from '../design/button.tsx'
import { ChoiceGroup } from '../design/choice-group.tsx'
import { ErrorSummary } from '../design/error-summary.tsx'
import { Trouble } from '../design/trouble.tsx'
import { contactFields, identityFields } from './form-look.ts'
import { clearDraft, refuse, touch, typeInto, useDraft } from './registration-store.ts'
import { TypedFieldLine } from './typed-field.tsx'

/** In the order in which they stand on the page: so are their errors told. */
const inOrder: readonly RegistrationField[] = ['requestKind', ...identityFields, 'gender', ...contactFields]

type Outcomes = {
  onRegistered: (trackingCode: string) => void
  onNotEligible: (problem: Problem) => void
}

function useErrors() {
  const { form, touched, refused } = useDraft()
  const { validation } = useTexts()
  const found: RegistrationErrors = { ...refused }
  for (const field of registrationFields) {
    const read = parseRegistrationField(field, form[field], { today: today() })
    if (!read.ok) found[field] = read.code
  }
  const textOf = (field: RegistrationField) => {
    const code = found[field]
    return code ? validation[code] : null
  }
  const shown = (field: RegistrationField) => (touched.has(field) || refused[field] ? textOf(field) : null)
  return { found, shown }
}

/** The form as it is sent: each value in stored form, the birth date an ISO date. */
function storedForm(): Record<RegistrationField, string> {
  const { form } = useDraft.getState()
  const stored = { ...form }
  for (const field of registrationFields) {
    const read = parseRegistrationField(field, form[field], { today: today() })
    if (read.ok) stored[field] = read.value
  }
  return stored
}

export function RegistrationFormPage({ onRegistered, onNotEligible }: Outcomes) {
  const texts = useTexts()
  const { register, field: labels, requestKind: kinds, requestKindHint, gender } = texts
  const form = useDraft((draft) => draft.form)
  const { found, shown } = useErrors()
  const [busy, setBusy] = useState(false)
  const [round, setRound] = useState(0)
  const [problem, setProblem] = useState<Problem | null>(null)

  const send = async () => {
    setBusy(true)
    setProblem(null)
    const details = storedForm()
    const answer = await registerCitizen(details)
    setBusy(false)
    if (answer.ok) {
      const { trackingCode } = answer.value
      knowCitizen({ nationalCode: details.nationalCode, trackingCode })
      clearDraft()
      onRegistered(trackingCode)
    } else if (answer.problem.code === 'NOT_ELIGIBLE') {
      onNotEligible(answer.problem)
    } else if (answer.problem.fields && Object.keys(answer.problem.fields).length > 0) {
      refuse(answer.problem.fields)
      setRound(round + 1)
    } else setProblem(answer.problem)
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    touch(registrationFields)
    if (Object.keys(found).length === 0) void send()
    else setRound(round + 1)
  }

  const errors = inOrder.flatMap((name) => {
    const text = shown(name)
    return text ? [{ name, label: labels[name], text }] : []
  })
  return (
    <Page title={register.title} lead={register.lead}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-8">
        {round > 0 && <ErrorSummary errors={errors} round={round} />}
        <Section title={register.request}>
          <ChoiceGroup
            name="requestKind"
            label={labels.requestKind}
            value={form.requestKind}
            error={shown('requestKind')}
            onChoose={(kind) => typeInto('requestKind', kind)}
            choices={requestKinds.map((kind) => ({
              value: kind,
              label: (
                <span className="flex flex-col">
                  <span className="font-semibold">{kinds[kind]}</span>
                  <span className="text-body text-second">{requestKindHint[kind]}</span>
                </span>
              ),
            }))}
          />
        </Section>
        <Section title={register.identity}>
          <div className="grid gap-5 sm:grid-cols-2">
            {identityFields.map((field) => (
              <TypedFieldLine key={field} field={field} error={shown(field)} />
            ))}
          </div>
          <ChoiceGroup
            name="gender"
            label={labels.gender}
            value={form.gender}
            error={shown('gender')}
            onChoose={(value) => typeInto('gender', value)}
            className="grid grid-cols-2 gap-2"
            choices={genders.map((value) => ({ value, label: gender[value] }))}
          />
        </Section>
        <Section title={register.contact}>
          <div className="grid gap-5 sm:grid-cols-2">
            {contactFields.map((field) => (
              <TypedFieldLine key={field} field={field} error={shown(field)} />
            ))}
          </div>
        </Section>
        {problem && <Trouble problem={problem} />}
        <Button type="submit" variant="primary" busy={busy} className="w-full">
          {register.submit}
        </Button>
      </form>
    </Page>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-5">
      <h2 className="border-b border-line pb-2 font-extrabold">{title}</h2>
      {children}
    </section>
  )
}
