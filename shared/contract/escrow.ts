import { z } from 'zod'
import { instantSchema } from '#shared/domain/event.ts'
import { officeBase } from './office-base.ts'

/** Whether the database's key could be had back from paper. */
export const escrowStateSchema = z.object({
  /** When the code that works was made; null when there is none. */
  madeAt: instantSchema.nullable(),
  /** Somebody has said that it is on paper. */
  confirmed: z.boolean(),
  /** The device was activated on the screen, and nobody has been asked yet whether to make one. */
  wanted: z.boolean(),
})
export type EscrowState = z.infer<typeof escrowStateSchema>

/** Told once, kept nowhere. */
export const newEscrowCodeSchema = z.object({ code: z.string(), madeAt: instantSchema })
export type NewEscrowCode = z.infer<typeof newEscrowCodeSchema>

const supervisor = officeBase.meta({ access: ['supervisor'] })

/** The recovery code of the database's key (docs/decisions/0055). */
export const escrowContract = {
  state: supervisor.output(escrowStateSchema),
  /** A new code; the one before is worth nothing from now on. */
  make: supervisor.output(newEscrowCodeSchema),
  /** The code of that moment is on paper. */
  confirm: supervisor.input(z.object({ madeAt: instantSchema })).output(escrowStateSchema),
  /** Not now: it is not asked for by itself any more. */
  postpone: supervisor.output(escrowStateSchema),
}
