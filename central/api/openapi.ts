import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { centralContract, problemSchema } from '#shared/contract/central.ts'
import { problemOf, problemType } from './problem.ts'

/** The OpenAPI 3.1 document of the contract, with problem documents for its errors. */
export async function describeApi() {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const document = await generator.generate(centralContract, {
    info: {
      title: 'Pishkhan central system',
      version: '1',
      description:
        'What citizens, offices and operators use. Errors are RFC 9457 problem documents with a stable `code`.',
    },
    commonSchemas: { Problem: { schema: problemSchema } },
    components: {
      securitySchemes: { device: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
    customErrorResponseBodySchema: (errors) => ({
      allOf: [
        { $ref: '#/components/schemas/Problem' },
        // What an error says beside its code stands in the document itself, see `withData`.
        {
          anyOf: errors.map(([code, , hasData, data]) => {
            const named = { properties: { code: { enum: [code] } } }
            return hasData ? { allOf: [named, data] } : named
          }),
        },
      ],
    }),
  })
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const operation of [item?.get, item?.post, item?.put]) {
      if (!operation) continue
      if (path.startsWith('/v1/office/')) operation.security = [{ device: [] }]
      if (operation.requestBody) describeRefusedBodies(operation)
      for (const response of Object.values(operation.responses ?? {})) {
        if (!('content' in response) || !response.content) continue
        const errorBody = response.content['application/json']
        if (!isProblem(errorBody?.schema)) continue
        response.content = { [problemType]: errorBody ?? {} }
      }
    }
  }
  return document
}

/** What is answered before the contract is reached: the body is too large, or no JSON by its own account. */
function describeRefusedBodies(operation: { responses?: object }): void {
  const described = [413, 415].map((status) => {
    const { code, title } = problemOf(status)
    const schema = {
      allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: [code] } } }],
    }
    return [status, { description: title, content: { 'application/json': { schema } } }] as const
  })
  operation.responses = { ...Object.fromEntries(described), ...operation.responses }
}

function isProblem(schema: unknown): boolean {
  return JSON.stringify(schema ?? null).includes('#/components/schemas/Problem')
}
