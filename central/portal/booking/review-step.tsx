import type { CitizenAppointment, PublicOffice } from '#shared/contract/citizen.ts'
import type { Problem } from '../api/problem.ts'
import { useFormat } from '../app/format.ts'
import { Page } from '../app/page.tsx'
import { fill, useTexts } from '../app/texts.ts'
import { Button } from '../design/button.tsx'
import { Trouble } from '../design/trouble.tsx'
import type { Slot } from './choosing.tsx'

type ReviewStepProps = {
  office: PublicOffice
  slot: Slot
  replacing: CitizenAppointment | null
  busy: boolean
  problem: Problem | null
  onConfirm: () => void
  onBack: () => void
}

/** What is about to be booked, in words. */
export function ReviewStep({ office, slot, replacing, busy, problem, onConfirm, onBack }: ReviewStepProps) {
  const { booking, bring, shell } = useTexts()
  const { text, when } = useFormat()
  return (
    <Page title={booking.review}>
      <div className="flex flex-col gap-2 rounded-l border border-line bg-surface px-4 py-4">
        <p className="text-name font-extrabold">{when(slot.date, slot.time)}</p>
        <p className="font-semibold">{text(office.name)}</p>
        <p className="text-second">{text(office.address)}</p>
      </div>
      {replacing && (
        <p className="font-semibold">
          {fill(booking.replaces, { when: when(replacing.date, replacing.slot) })}
        </p>
      )}
      <p className="text-body text-second">{bring.missed}</p>
      {problem && <Trouble problem={problem} />}
      <div className="flex flex-col gap-3 sm:flex-row">
        <Button variant="primary" busy={busy} onClick={onConfirm}>
          {replacing ? booking.submitChange : booking.submit}
        </Button>
        <Button onClick={onBack}>{shell.back}</Button>
      </div>
    </Page>
  )
}
