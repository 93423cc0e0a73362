import { type ReactNode, useState } from 'react'
import type { CitizenAppointment, Credentials, PublicOffice } from '#shared/contract/citizen.ts'
import { bookAppointment, changeAppointment } from '../api/citizen-api.ts'
import type { Problem } from '../api/problem.ts'
import { OfficeStep } from './office-step.tsx'
import { ReviewStep } from './review-step.tsx'
import { TimeStep } from './time-step.tsx'

export type Slot = { date: string; time: string }

type ChoosingProps = {
  credentials: Credentials
  lead: string
  /** The appointment that is given up for the new one. */
  replacing: CitizenAppointment | null
  trouble: ReactNode
  onKeep: () => void
  onBooked: (appointment: CitizenAppointment) => void
  onRefused: (problem: Problem) => void
}

/** Another slot may do where these are told; they lead back to the calendar. */
const slotLost = ['SLOT_FULL', 'OFFICE_CLOSED', 'SLOT_NOT_OFFERED']
/** The line's, not the booking's: the same may be sent again. */
const passing = ['offline', 'server', 'TOO_MANY_REQUESTS', 'BAD_REQUEST']

/** Office, then day and time, then a look at what was chosen. */
export function Choosing({
  credentials,
  lead,
  replacing,
  trouble,
  onKeep,
  onBooked,
  onRefused,
}: ChoosingProps) {
  const [office, setOffice] = useState<PublicOffice | null>(null)
  const [slot, setSlot] = useState<Slot | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  const book = async (chosen: PublicOffice, { date, time }: Slot) => {
    setBusy(true)
    setProblem(null)
    const place = { ...credentials, officeId: chosen.id, date, slot: time }
    const answer = replacing
      ? await changeAppointment({ ...place, id: replacing.id })
      : await bookAppointment(place)
    setBusy(false)
    if (answer.ok) return onBooked(answer.value)
    const { code } = answer.problem
    if (!slotLost.includes(code) && !passing.includes(code)) return onRefused(answer.problem)
    setProblem(answer.problem)
    if (slotLost.includes(code)) setSlot(null)
  }

  if (!office) {
    return (
      <OfficeStep
        lead={lead}
        trouble={trouble}
        startAt={replacing?.office ?? null}
        onChoose={(chosen) => {
          setOffice(chosen)
          setProblem(null)
        }}
        onKeep={replacing ? onKeep : null}
      />
    )
  }
  if (!slot) {
    return <TimeStep office={office} problem={problem} onChoose={setSlot} onBack={() => setOffice(null)} />
  }
  return (
    <ReviewStep
      office={office}
      slot={slot}
      replacing={replacing}
      busy={busy}
      problem={problem}
      onConfirm={() => void book(office, slot)}
      onBack={() => {
        setSlot(null)
        setProblem(null)
      }}
    />
  )
}
