import type { PoolClient } from 'pg'
import type { OfficeRules } from '#shared/domain/rules.ts'
import { officeRulesSchema } from '#shared/domain/rules.ts'

/** Rules by office; good for as long as the office's row keeps its revision. */
export type RulesCache = Map<string, { revision: number; rules: OfficeRules }>

/** The rules of an office, from memory while its row has the revision that they were read with. */
export async function rulesOf(
  client: PoolClient,
  cache: RulesCache,
  officeId: string,
  revision: number,
): Promise<OfficeRules> {
  const known = cache.get(officeId)
  if (known?.revision === revision) return known.rules
  const { rows } = await client.query<{ rules: unknown; revision: number }>({
    name: 'ingest_rules',
    text: 'SELECT rules, revision FROM offices WHERE id = $1',
    values: [officeId],
  })
  const rules = officeRulesSchema.parse(rows[0]?.rules)
  cache.set(officeId, { revision: rows[0]?.revision ?? revision, rules })
  return rules
}
