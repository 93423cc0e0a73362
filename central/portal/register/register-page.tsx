import { useState } from 'react'
import type { Problem } from '../api/problem.ts'
import { NotEligible } from './not-eligible.tsx'
import { Registered } from './registered.tsx'
import { RegistrationFormPage } from './registration-form-page.tsx'

type Outcome =
  | { kind: 'form' }
  | { kind: 'registered'; trackingCode: string }
  | { kind: 'not_eligible'; problem: Problem }

/** Registering: the form, and what comes of it. */
export function RegisterPage() {
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'form' })
  switch (outcome.kind) {
    case 'form':
      return (
        <RegistrationFormPage
          onRegistered={(trackingCode) => setOutcome({ kind: 'registered', trackingCode })}
          onNotEligible={(problem) => setOutcome({ kind: 'not_eligible', problem })}
        />
      )
    case 'registered':
      return <Registered trackingCode={outcome.trackingCode} />
    case 'not_eligible':
      return <NotEligible problem={outcome.problem} onBack={() => setOutcome({ kind: 'form' })} />
  }
}
