import { ContractProcedure } from '@orpc/contract'
import { z } from 'zod'
import { centralContract, limits, pushSignatureSchema } from '#shared/contract/central.ts'

/** Nothing for the router to send: the text waits with the reply, see `rawJson`. */
const rawBody = z.void()

const { changes, events } = centralContract.office

/**
 * The contract as it is served: the same routes and errors, but the two large bodies pass the router as they are. The
 * events of a push are read one by one (`readEvent`), so that a single malformed one is rejected and not the batch; a
 * page of changes goes out as the text that the database holds. OpenAPI is generated from the contract itself.
 */
export const servedContract = {
  ...centralContract,
  office: {
    ...centralContract.office,
    changes: new ContractProcedure({ ...changes['~orpc'], outputSchema: rawBody }),
    events: new ContractProcedure({
      ...events['~orpc'],
      inputSchema: z.object({
        events: z.array(z.unknown()).min(1).max(limits.pushEvents),
        signature: pushSignatureSchema,
      }),
      outputSchema: rawBody,
    }),
  },
}
