import fc from 'fast-check'

/** The part of JSON Schema that Zod writes for our contracts. */
export type JsonSchema = {
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null'
  properties?: Record<string, JsonSchema>
  additionalProperties?: JsonSchema | boolean
  required?: string[]
  items?: JsonSchema
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  minItems?: number
  maxItems?: number
}

/** Values from the test that a property of this name should often have, such as ids that exist. */
export type Known = Record<string, fc.Arbitrary<unknown>>

/** Text as people and attackers type it. */
export const roughText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '\u0000',
    'a\u0000b',
    '\uD800',
    'علی‌اکبر',
    'علي ك',
    "'; DROP TABLE appointments; --",
    '{{7*7}}',
    '<script>alert(1)</script>',
    '../../etc/passwd',
    '٠٩١٢٣٤٥٦٧٨٩',
    '\u202E0093849370',
    ' '.repeat(20),
  ),
)

const toLength = (text: string, { minLength = 0, maxLength = 2000 }: JsonSchema): string =>
  text.padEnd(minLength, 'ا').slice(0, maxLength)

/** Values that fit the schema, hostile ones among them. A refinement may still refuse some. */
export function fitting(schema: JsonSchema, known: Known = {}): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map((choice) => fitting(choice, known)))
  switch (schema.type) {
    case 'object': {
      // A record with fixed keys has them in `required` alone.
      const { additionalProperties: others } = schema
      const bare =
        typeof others === 'object' ? (schema.required ?? []).map((name) => [name, others] as const) : []
      const described = { ...Object.fromEntries(bare), ...schema.properties }
      const properties = Object.entries(described).map(([name, inner]) => {
        const usual = fitting(inner, known)
        const arbitrary = known[name] ? fc.oneof({ arbitrary: known[name], weight: 3 }, usual) : usual
        return [name, arbitrary] as const
      })
      return fc.record(Object.fromEntries(properties), { requiredKeys: schema.required ?? [] })
    }
    case 'array':
      return fc.array(fitting(schema.items ?? {}, known), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 8, 8),
      })
    case 'integer':
      return fc.integer({
        min: schema.minimum ?? (schema.exclusiveMinimum === undefined ? -1000 : schema.exclusiveMinimum + 1),
        max: schema.maximum ?? 1000,
      })
    case 'number':
      return fc.double({ noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      return fittingString(schema)
    default:
      return fc.jsonValue()
  }
}

function fittingString(schema: JsonSchema): fc.Arbitrary<string> {
  switch (schema.format) {
    case 'uuid':
      return fc.uuid()
    case 'date':
      return fc
        .date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10))
    case 'date-time':
      return fc.date({ noInvalidDate: true }).map((date) => date.toISOString())
    case 'uri':
      return fc.webUrl()
    default:
      if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern))
      return roughText.map((text) => toLength(text, schema))
  }
}

const wrongTypes = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.double(),
  fc.array(fc.integer(), { maxLength: 3 }),
  fc.object({ maxDepth: 2 }),
  roughText,
  fc.constantFrom('', 'x'.repeat(5000), -1, 0, 1e308, '2026-02-30', '1405/09/01', '24:00', 'not-a-uuid'),
)

/**
 * Values most of which break the schema: somewhere in them a property is missing, of another type, too long or not of its
 * pattern, or a list too short or too long; or they are something else altogether. Filter with the schema itself where
 * every one must.
 */
export function breaking(schema: JsonSchema): fc.Arbitrary<unknown> {
  const within = breakingWithin(schema)
  return within ? fc.oneof({ arbitrary: within, weight: 4 }, wrongTypes) : wrongTypes
}

function breakingWithin(schema: JsonSchema): fc.Arbitrary<unknown> | null {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(breaking))
  const properties = Object.entries(schema.properties ?? {})
  if (schema.type === 'object' && properties.length > 0) {
    const broken = properties.map(([name, inner]) => breaking(inner).map((value) => [name, value] as const))
    return fc
      .tuple(fitting(schema), fc.oneof(...broken), fc.boolean())
      .map(([value, [name, wrong], remove]) => {
        const entries = Object.entries(value as Record<string, unknown>).filter(([key]) => key !== name)
        return Object.fromEntries(remove ? entries : [...entries, [name, wrong]])
      })
  }
  if (schema.type === 'array' && schema.items) {
    const { items, maxItems } = schema
    const tooMany =
      maxItems === undefined ? [] : [fitting(items).map((item) => Array(maxItems + 1).fill(item))]
    return fc.oneof(fc.array(breaking(items), { minLength: 1, maxLength: 3 }), fc.constant([]), ...tooMany)
  }
  return null
}
