import fc from 'fast-check'
import { breaking, fitting, type JsonSchema, type Known, roughText } from '#tests/support/schema-arbitrary.ts'
import type { DescribedApi, Endpoint, Parameter } from './described-api.ts'

/** A request for an endpoint, ready to be sent. */
export type ApiRequest = {
  /** Path and query. */
  target: string
  headers: Record<string, string>
  /** JSON text, unless a header says otherwise; null for none. */
  body: string | Uint8Array<ArrayBuffer> | null
}

/** Values that belong together, such as a person's two codes: wherever properties of these names occur. */
export type Together = fc.Arbitrary<Record<string, unknown>>

/** The same requests in every run; fast-check names seed and path of the one that failed. */
export const runs = (numRuns: number) => ({ numRuns, seed: 14_050_901 })

/** What clients, proxies and scanners put around a request; none of it may matter. */
const headers: fc.Arbitrary<Record<string, string>> = fc.record(
  {
    accept: fc.constantFrom('', '*/*', 'text/html', 'application/problem+json;q=x', 'x'.repeat(2000)),
    'accept-encoding': fc.constantFrom('br', 'gzip;q=9', 'identity;q=0', '*;q=0', ',,,'),
    'accept-language': fc.constantFrom('fa-IR', '..%00', 'en;q=é'),
    cookie: fc.constantFrom('a=b', '=;=;', `s=${'x'.repeat(3000)}`),
    'if-none-match': fc.constantFrom('*', '"x"'),
    range: fc.constantFrom('bytes=0-1', 'bytes=9-1', 'pages=1'),
    'x-forwarded-for': fc.constantFrom('127.0.0.1', "1.1.1.1' OR 1=1", '::1, ::2'),
    'x-http-method-override': fc.constantFrom('DELETE', 'PUT'),
    forwarded: fc.constantFrom('for=_x;proto=gopher', ';;'),
  },
  { requiredKeys: [] },
)

/** Requests that fit the description; `known` and `together` bring them close to what exists. */
export function fittingRequest(
  endpoint: Endpoint,
  { known = {}, together = [] }: { known?: Known; together?: readonly Together[] } = {},
): fc.Arbitrary<ApiRequest> {
  const usual = (name: string, schema: JsonSchema): fc.Arbitrary<unknown> =>
    known[name]
      ? fc.oneof({ arbitrary: known[name], weight: 3 }, fitting(schema, known))
      : fitting(schema, known)
  const parameters = fc.record(
    Object.fromEntries(endpoint.parameters.map(({ name, schema }) => [name, usual(name, schema)])),
    { requiredKeys: endpoint.parameters.flatMap(({ name, required }) => (required ? [name] : [])) },
  ) as fc.Arbitrary<Record<string, unknown>>
  const body = endpoint.body ? fitting(endpoint.body, known) : fc.constant(null)
  const belonging = fc
    .tuple(...together.map((values) => fc.option(values, { freq: 4, nil: {} })))
    .map((all) => Object.assign({}, ...all) as Record<string, unknown>)
  return fc
    .tuple(parameters, body, belonging, headers, fc.option(roughText, { freq: 4, nil: undefined }))
    .map(([chosen, content, belongs, around, other]) => {
      const texts = Object.entries({ ...chosen, ...pick(belongs, Object.keys(chosen)) }).map(
        ([name, value]) => [name, String(value)] as const,
      )
      return {
        target: targetOf(endpoint, [...texts, ...(other === undefined ? [] : [[other, other] as const])]),
        headers: around,
        body: endpoint.body ? JSON.stringify(overlay(content, belongs)) : null,
      }
    })
}

/** Requests of which one part breaks the description, be it the body or a parameter. Null when nothing can be broken. */
export function brokenRequest(
  api: DescribedApi,
  endpoint: Endpoint,
  body: JsonSchema | null = endpoint.body,
): fc.Arbitrary<ApiRequest> | null {
  const whole = fittingRequest(endpoint)
  const parts: fc.Arbitrary<ApiRequest>[] = []
  const { body: described } = endpoint
  if (body && described) {
    const texts = breaking(body)
      .map((value) => JSON.stringify(value))
      .filter((text) => api.faults(described, JSON.parse(text)).length > 0)
    parts.push(fc.tuple(whole, texts).map(([request, text]) => ({ ...request, body: text })))
  }
  for (const parameter of endpoint.parameters) {
    const values = brokenTexts(parameter).filter((value) => api.parameterFaults(parameter, value).length > 0)
    const others = endpoint.parameters.filter(({ name, required }) => required && name !== parameter.name)
    parts.push(
      fc
        .tuple(whole, values, ...others.map(({ schema }) => fitting(schema)))
        .map(([request, value, ...rest]) => {
          const sent = others.map(({ name }, index) => [name, String(rest[index])] as const)
          const broken = [value].flat().map((text) => [parameter.name, text] as const)
          return { ...request, target: targetOf(endpoint, [...sent, ...broken]) }
        }),
    )
  }
  return parts.length > 0 ? fc.oneof(...parts) : null
}

function brokenTexts({ in: place, schema }: Parameter): fc.Arbitrary<string | string[]> {
  const text = fc.oneof(
    breaking(schema).map((value) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))),
    fc.constantFrom('', ' 7', '-1', '1e99', '0x10', '۱۰', 'NaN', 'null', '2026-02-30', 'x'.repeat(300)),
  )
  // A path has its place filled by something, and by nothing that an address resolves away.
  if (place === 'path') return text.filter((value) => !['', '.', '..'].includes(value))
  return fc.oneof(text, fc.array(fitting(schema).map(String), { minLength: 2, maxLength: 3 }))
}

function targetOf(endpoint: Endpoint, texts: readonly (readonly [name: string, text: string])[]): string {
  let { path } = endpoint
  const query = new URLSearchParams()
  const inPath = new Set(
    endpoint.parameters.flatMap(({ name, in: place }) => (place === 'path' ? [name] : [])),
  )
  for (const [name, text] of texts) {
    if (inPath.has(name)) path = path.replace(`{${name}}`, encodeURIComponent(text.toWellFormed()))
    else query.append(name, text)
  }
  return query.size > 0 ? `${path}?${query}` : path
}

const pick = (values: Record<string, unknown>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)))

function overlay(content: unknown, values: Record<string, unknown>): unknown {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return content
  return { ...content, ...pick(values, Object.keys(content)) }
}
