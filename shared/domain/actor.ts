import { z } from 'zod'
import { roles } from './state.ts'

/** Who did it. `central` stands for the citizen or an operator acting through the central system. */
export const actorSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('user'),
    userId: z.uuid(),
    displayName: z.string().min(1).max(120),
    roles: z.array(z.enum(roles)).min(1),
  }),
  z.object({ kind: z.literal('central') }),
])
export type Actor = z.infer<typeof actorSchema>
