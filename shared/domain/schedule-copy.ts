import { z } from 'zod'
import { civilTimeSchema } from './civil-time.ts'
import { appointmentStates } from './state.ts'

/** What of a day's schedule is on a copy; `states` empty and `slot` null stand for all lines. */
export const scheduleCopySchema = z.object({
  states: z.array(z.enum(appointmentStates)),
  slot: civilTimeSchema.nullable(),
  /** In large type, which leaves some columns out. */
  large: z.boolean(),
})
export type ScheduleCopy = z.infer<typeof scheduleCopySchema>

const LARGE = '+large'

/**
 * What the copies of a schedule are counted under: the same lines in the same type, in whatever order they were chosen. Large
 * type is a paper of its own, beside which the ordinary one that did not come out is still missing.
 */
export function scheduleSubject({ states, slot, large }: ScheduleCopy): string {
  const chosen = appointmentStates.filter((state) => states.includes(state))
  const all = chosen.length === 0 || chosen.length === appointmentStates.length
  return `${all ? 'all' : chosen.join('+')}@${slot ?? 'all'}${large ? LARGE : ''}`
}

/** The copy that a subject stands for; null for one that nobody here has written. */
export function readScheduleSubject(subject: string): ScheduleCopy | null {
  const large = subject.endsWith(LARGE)
  const [states = '', slot = ''] = (large ? subject.slice(0, -LARGE.length) : subject).split('@')
  const read = scheduleCopySchema.safeParse({
    states: states === 'all' ? [] : states.split('+'),
    slot: slot === 'all' ? null : slot,
    large,
  })
  return read.success ? read.data : null
}

/** Whether two choices hold the same lines in the same type. */
export const isSameScheduleCopy = (one: ScheduleCopy, other: ScheduleCopy): boolean =>
  scheduleSubject(one) === scheduleSubject(other)
