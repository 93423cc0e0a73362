import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { JsonSchema } from '#tests/support/schema-arbitrary.ts'

type Media = Record<string, { schema?: JsonSchema }>
type Operation = {
  parameters?: { name: string; in: string; required?: boolean; schema: JsonSchema }[]
  requestBody?: { content: Media }
  responses: Record<string, { content?: Media }>
  security?: unknown
}
type Document = { paths: Record<string, Record<string, Operation>>; components?: object }

export type Parameter = { name: string; in: 'path' | 'query'; required: boolean; schema: JsonSchema }

/** An operation as the running server describes it. */
export type Endpoint = {
  /** `POST /v1/token` */
  name: string
  method: string
  path: string
  /** Whether a device's token is asked for. */
  needsToken: boolean
  parameters: Parameter[]
  body: JsonSchema | null
  responses: Operation['responses']
}

/** The interface as the central system itself gives it out, with what its schemas say of a value. */
export class DescribedApi {
  readonly endpoints: readonly Endpoint[]
  readonly #components: object
  readonly #validators = new Map<JsonSchema, ValidateFunction>()
  readonly #bodies = new Ajv2020({ strict: false, allErrors: true })
  /** Parameters arrive as text, whatever their type. */
  readonly #texts = new Ajv2020({ strict: false, coerceTypes: true })

  private constructor(document: Document) {
    addFormats.default(this.#bodies)
    addFormats.default(this.#texts)
    this.#components = document.components ?? {}
    this.endpoints = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => endpointOf(path, method.toUpperCase(), operation)),
    )
  }

  static async read(url: string): Promise<DescribedApi> {
    const response = await fetch(`${url}/v1/openapi.json`)
    if (!response.ok) throw new Error(`the description answered ${response.status}`)
    return new DescribedApi((await response.json()) as Document)
  }

  /** Throws when the document does not have it. */
  endpoint(name: string): Endpoint {
    const found = this.endpoints.find((endpoint) => endpoint.name === name)
    if (!found) throw new Error(`the document does not have ${name}`)
    return found
  }

  /** What is wrong with a JSON value; nothing when it fits. */
  faults(schema: JsonSchema, value: unknown): string[] {
    return this.#faults(this.#bodies, schema, value)
  }

  /** The same for a parameter, given as the text (or the repeated texts) that it is sent as. */
  parameterFaults({ schema }: Parameter, text: string | string[]): string[] {
    // Wrapped, because only what lies in an object can be coerced.
    return this.#faults(this.#texts, { type: 'object', properties: { text: schema } }, { text }, schema)
  }

  #faults(ajv: Ajv2020, schema: JsonSchema, value: unknown, key = schema): string[] {
    let validate = this.#validators.get(key)
    if (!validate) {
      // References point to the document's root.
      validate = ajv.compile({ ...schema, components: this.#components })
      this.#validators.set(key, validate)
    }
    validate(value)
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  }
}

function endpointOf(path: string, method: string, operation: Operation): Endpoint {
  return {
    name: `${method} ${path}`,
    method,
    path,
    needsToken: operation.security !== undefined,
    parameters: (operation.parameters ?? []).map(({ name, in: place, required = false, schema }) => {
      if (place !== 'path' && place !== 'query') throw new Error(`${method} ${path}: parameter in ${place}`)
      return { name, in: place, required: required || place === 'path', schema }
    }),
    body: operation.requestBody?.content['application/json']?.schema ?? null,
    responses: operation.responses,
  }
}
