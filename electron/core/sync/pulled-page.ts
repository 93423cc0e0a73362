import { z } from 'zod'
import { changeSchema, changesPageSchema } from '#shared/contract/central.ts'
import { eventTypes } from '#shared/domain/event.ts'

const entities: ReadonlySet<unknown> = new Set(changeSchema.options.map(({ shape }) => shape.entity.value))
const types: ReadonlySet<unknown> = new Set(eventTypes)

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined

/** Only what says of itself that it is another thing; one of ours that does not fit is still refused. */
function isOfNewerRelease(change: unknown): boolean {
  const entity = field(change, 'entity')
  const type = field(field(change, 'data'), 'type')
  const isKnown = entities.has(entity) && (entity !== 'event' || types.has(type))
  return !isKnown && newerSchema.safeParse(change).success
}
const newerSchema = z.object({
  entity: z.string(),
  revision: z.int().positive(),
  data: z.looseObject({}),
})

/**
 * A page of the pull as this release can read it. The central system is brought up to date before the offices are: kinds
 * of change and types of event that only a newer release knows are left out and counted, and pulled again after the
 * application was brought up to date.
 */
export const pulledPageSchema = z.preprocess(
  (page) => {
    const listed = z.looseObject({ changes: z.array(z.unknown()) }).safeParse(page)
    if (!listed.success) return page
    const { changes, ...rest } = listed.data
    const known = changes.filter((change) => !isOfNewerRelease(change))
    return { ...rest, changes: known, leftOut: changes.length - known.length }
  },
  changesPageSchema.extend({ leftOut: z.int() }),
)
export type PulledPage = z.infer<typeof pulledPageSchema>
