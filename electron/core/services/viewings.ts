import { normalizeNumeric } from '#shared/domain/digits.ts'
import type { LookUpPurpose } from '#shared/domain/viewing.ts'
import { CentralRefusedError } from '../sync/citizen-client.ts'
import { RegistrationUnknownError } from './failure.ts'
import type { OfficeContext, UserActor } from './office-context.ts'
import type { ViewingAct } from './record-event.ts'
import { record } from './record-event.ts'

/** Within so long the same user who opens the same file again is still at the same viewing, ms. */
export const sameViewingMs = 10 * 60_000
/** Beyond so many, those that are over are forgotten. */
const remembered = 500

/**
 * Records whose data a screen is shown, once for each viewing. Nothing is shown that could not be recorded: what throws
 * here keeps the answer back.
 */
export type Viewings = {
  /**
   * Reads a file that is to be shown in a session. The screen asks again for the file that it has open, because something
   * was done or came in: for as long as no other one was opened in between that is the same viewing.
   */
  ofFile<T>(actor: UserActor, session: object, appointmentId: string, read: () => T): T
  /** Passes on what is known about a person who was asked for; without an answer nothing was seen. */
  ofPerson<T>(actor: UserActor, purpose: LookUpPurpose, nationalCode: string, answer: Promise<T>): Promise<T>
}

export function createViewings(context: OfficeContext): Viewings {
  const openFile = new WeakMap<object, string>()
  const since = new Map<string, number>()

  const once = (actor: UserActor, what: string, act: ViewingAct): void => {
    const now = context.clock.now().getTime()
    const key = `${actor.userId} ${what}`
    const before = since.get(key)
    // A clock that was set back begins a new viewing: one too many is better than one too few.
    if (before !== undefined && now >= before && now - before < sameViewingMs) return
    record(context, actor, (recording) => recording.note(act))
    if (since.size > remembered) {
      for (const [other, at] of since) if (Math.abs(now - at) >= sameViewingMs) since.delete(other)
    }
    since.set(key, now)
  }
  const noteLookUp = (actor: UserActor, purpose: LookUpPurpose, typed: string, found: boolean) => {
    const nationalCode = normalizeNumeric(typed).padStart(10, '0')
    // What is no national code is nobody's.
    if (!/^[0-9]{10}$/.test(nationalCode)) return
    once(actor, `${purpose} ${nationalCode} ${found}`, {
      type: 'person_looked_up',
      payload: { purpose, nationalCode, found },
    })
  }

  return {
    ofFile(actor, session, appointmentId, read) {
      const file = read()
      if (openFile.get(session) !== appointmentId) {
        once(actor, appointmentId, { type: 'record_viewed', payload: { appointmentId } })
        openFile.set(session, appointmentId)
      }
      return file
    },
    async ofPerson(actor, purpose, nationalCode, answer) {
      let found: Awaited<typeof answer>
      try {
        found = await answer
      } catch (error) {
        if (isAnswer(error)) noteLookUp(actor, purpose, nationalCode, false)
        throw error
      }
      noteLookUp(actor, purpose, nationalCode, true)
      return found
    },
  }
}

/** That there is no such person, or that it may not be, tells something as well. */
const isAnswer = (error: unknown): boolean =>
  error instanceof CentralRefusedError || error instanceof RegistrationUnknownError
