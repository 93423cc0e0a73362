import { useCallback, useEffect, useRef, useState } from 'react'
import type { Visit } from '#shared/contract/office.ts'
import type { Room, WalkInFinding } from '#shared/contract/walk-in.ts'
import type { RequestKind } from '#shared/domain/requirement.ts'
import type { WalkInErrors } from '#shared/domain/walk-in-details.ts'
import { endSession } from '../../stores/session.ts'
import { office } from '../../transport/office-client.ts'
import { isSignInRequired, type Problem, problemOf, walkInErrorsOf } from '../../transport/problem.ts'
import { printByItself } from '../paper/print-by-itself.ts'
import { type Codes, mayBeSwapped } from './place-code.ts'

export type Registered = Extract<WalkInFinding, { kind: 'registered' }>

/** How the question who it is stands: asked, answered, or without a line to ask over. */
export type Standing =
  | { kind: 'unasked' }
  | { kind: 'asking' }
  | { kind: 'found'; finding: Registered }
  | { kind: 'offline' }
  | { kind: 'failed'; problem: Problem }

export type Details = {
  firstName: string
  lastName: string
  fatherName: string
  /** ISO civil date. */
  birthDate: string
  mobile: string
  requestKind: RequestKind
  postalCode?: string | null
  address?: string | null
  landline?: string | null
}

const isUnknown = (problem: Problem) => problem.kind === 'failed' && problem.code === 'REGISTRATION_UNKNOWN'
/** Nobody to ask: no line, or what answers is not to be trusted. The receipt has to do. */
const isOffline = (problem: Problem) =>
  problem.kind === 'failed' &&
  (problem.code === 'CENTRAL_UNREACHABLE' || problem.code === 'CENTRAL_NOT_TRUSTED')

/** The calls of the dialog: the room of today, who it is, and the admission. An overtaken answer is left out. */
export function useAdmission({
  onHere,
  onAdmitted,
}: {
  /** The person has an appointment here today. */
  onHere: (row: { id: string; date: string }) => void
  onAdmitted: (visit: Visit) => void
}) {
  const [room, setRoom] = useState<Room | null>(null)
  const [standing, setStanding] = useState<Standing>({ kind: 'unasked' })
  const [isAdmitting, setIsAdmitting] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [errors, setErrors] = useState<WalkInErrors>({})
  const asked = useRef(0)
  const admitting = useRef(false)
  const isOpen = useRef(true)

  const fail = (error: unknown): Problem => {
    const failed = problemOf(error)
    if (isSignInRequired(failed)) endSession()
    return failed
  }

  const loadRoom = useCallback(async () => {
    try {
      const answer = await office().walkIn.room()
      if (isOpen.current) setRoom(answer)
    } catch (error) {
      if (isOpen.current) setProblem(problemOf(error))
    }
  }, [])
  useEffect(() => {
    isOpen.current = true
    void loadRoom()
    return () => {
      isOpen.current = false
    }
  }, [loadRoom])

  /** What was found is about other codes than those that stand there now. */
  const forget = () => {
    asked.current += 1
    setStanding({ kind: 'unasked' })
    setProblem(null)
    setErrors({})
  }

  /**
   * One in eleven tracking codes could be a national code: where nobody has the two, they are tried the other way round.
   *
   * @param onSwapped told the codes as they were meant
   */
  const find = async (codes: Codes, onSwapped: (codes: Codes) => void) => {
    asked.current += 1
    const mine = asked.current
    setStanding({ kind: 'asking' })
    setProblem(null)
    setErrors({})
    try {
      const finding = await office()
        .walkIn.find(codes)
        .catch(async (error: unknown) => {
          const swapped = { nationalCode: codes.trackingCode, trackingCode: codes.nationalCode }
          if (!isUnknown(problemOf(error)) || !mayBeSwapped(codes)) throw error
          const found = await office().walkIn.find(swapped)
          if (mine === asked.current && isOpen.current) onSwapped(swapped)
          return found
        })
      if (mine !== asked.current || !isOpen.current) return
      if (finding.kind === 'here') onHere(finding.row)
      else setStanding({ kind: 'found', finding })
    } catch (error) {
      if (mine !== asked.current || !isOpen.current) return
      const failed = fail(error)
      setErrors(walkInErrorsOf(error))
      setStanding(isOffline(failed) ? { kind: 'offline' } : { kind: 'failed', problem: failed })
    }
    void loadRoom()
  }

  const admit = async (codes: Codes, details: Details, overCapacity: string | null) => {
    if (admitting.current) return
    admitting.current = true
    setIsAdmitting(true)
    setProblem(null)
    setErrors({})
    try {
      const visit = await office().walkIn.admit({ ...codes, details, overCapacity, checkIn: true })
      printByItself(visit)
      if (isOpen.current) onAdmitted(visit)
    } catch (error) {
      if (!isOpen.current) return
      setProblem(fail(error))
      setErrors(walkInErrorsOf(error))
      void loadRoom()
    } finally {
      admitting.current = false
      if (isOpen.current) setIsAdmitting(false)
    }
  }

  return { room, standing, isAdmitting, problem, errors, find, forget, admit }
}
