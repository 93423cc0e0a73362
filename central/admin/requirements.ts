import { type Kysely, sql, type Transaction } from 'kysely'
import { z } from 'zod'
import { type RequirementSet, requestKinds, requirementSetSchema } from '#shared/domain/requirement.ts'
import type { CentralTables } from '../db/tables.ts'
import { standardRequirementSets } from '../standard-requirements.ts'
import { recorded } from './action-record.ts'
import { AdminError } from './admin-error.ts'
import { command, flag, type Noun, optional } from './command.ts'
import { findOffice, type OfficeRow } from './office-row.ts'
import { officeCode } from './option-values.ts'
import { done, listed } from './outcome.ts'
import { readTextFile } from './read-file.ts'

const list = command({
  verb: 'list',
  about: 'the versions of the requirement sets, and how many offices have each',
  options: { office: optional('CODE', 'only those of this office', officeCode) },
  example: '--data DIR',
  async run({ database }, { office: code }) {
    const office = code === undefined ? null : await findOffice(database.db, code)
    const { rows } = await sql<{
      requestKind: string
      id: string
      version: number
      items: string
      offices: number
    }>`
      SELECT set->>'requestKind' AS "requestKind", set->>'id' AS id, (set->>'version')::int AS version,
             min((SELECT string_agg(item->>'key', ' ') FROM json_array_elements(set->'items') AS item)) AS items,
             count(*) AS offices
      FROM offices, json_array_elements(rules->'requirementSets') AS set
      WHERE ${office?.id ?? null}::uuid IS NULL OR offices.id = ${office?.id ?? null}
      GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`.execute(database.db)
    return listed(
      [
        { key: 'requestKind', title: 'KIND' },
        { key: 'id', title: 'ID' },
        { key: 'version', title: 'VERSION' },
        { key: 'offices', title: 'OFFICES' },
        { key: 'items', title: 'ITEMS' },
      ],
      rows,
    )
  },
})

/** The newest set of each kind of request that any office has: what a new office begins with. */
export async function newestSets(db: Kysely<CentralTables>): Promise<RequirementSet[]> {
  const { rows } = await sql<{ set: RequirementSet }>`
    SELECT DISTINCT ON (set->>'requestKind') set
    FROM offices, json_array_elements(rules->'requirementSets') AS set
    ORDER BY set->>'requestKind', (set->>'version')::int DESC`.execute(db)
  return rows.map(({ set }) => set)
}

const fileSchema = z.union([
  requirementSetSchema.transform((set) => [set]),
  z.array(requirementSetSchema).min(1),
])

/** The sets of a file; item keys and reason codes are what decisions refer to, so each stands for one thing only. */
function readSets(json: string, path: string): RequirementSet[] {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    throw new AdminError('file_invalid', `${path} is no JSON: ${error instanceof Error ? error.message : ''}`)
  }
  const read = fileSchema.safeParse(value)
  if (!read.success) {
    throw new AdminError('file_invalid', `${path} is no requirement set: ${z.prettifyError(read.error)}`)
  }
  const sets = read.data
  const refuse = (what: string) => new AdminError('file_invalid', `${path}: ${what}`)
  if (repeats(sets.map(({ requestKind }) => requestKind))) throw refuse('one set for each kind of request')
  for (const { id, items } of sets) {
    if (repeats(items.map(({ key }) => key))) throw refuse(`${id} has an item twice`)
    if (!items.some((item) => item.required)) throw refuse(`${id} requires nothing`)
    for (const { key, kind, field, failReasons } of items) {
      if (repeats(failReasons.map(({ code }) => code))) throw refuse(`${id}: ${key} has a reason twice`)
      if ((kind === 'physical') !== (field === null)) {
        throw refuse(`${id}: ${key} is a paper without a field, or information with one`)
      }
    }
  }
  return sets
}

const repeats = (words: readonly string[]) => new Set(words).size < words.length

const add = command({
  verb: 'add',
  about: 'new versions of requirement sets: what appointments that are booked from now on demand',
  options: {
    file: optional('FILE', 'a requirement set as JSON, or a list of them', String),
    standard: flag('instead of a file: the standard set for each kind of request, as version 1'),
    office: optional('CODE', 'only for this office; for all otherwise', officeCode),
  },
  operand: 'file',
  example: 'birth-certificate-v2.json --data DIR',
  async run(context, { file, standard, office: code }) {
    if ((file === undefined) !== standard) throw new AdminError('usage', 'give a file, or --standard')
    const sets = file === undefined ? standardRequirementSets : readSets(await readTextFile(file), file)
    return recorded(context, 'requirements add', async (trx) => {
      const offices = await lockOffices(trx, code)
      for (const office of offices) for (const set of sets) refuseOldVersion(office, set)
      // In the database: the rules of ten thousand offices need not travel here and back.
      await sql`
        UPDATE offices SET revision = r.revision, rules = jsonb_set(rules::jsonb, '{requirementSets}',
          (rules::jsonb->'requirementSets') || ${JSON.stringify(sets)}::jsonb)::json
        FROM office_revisions r
        WHERE r.office_id = offices.id AND offices.id = ANY(${offices.map(({ id }) => id)}::uuid[])`.execute(
        trx,
      )
      const versions = sets.map(({ id, version }) => `${id}/${version}`)
      return {
        value: done(`${versions.join(', ')} for ${offices.length} offices.`, {
          sets: versions,
          offices: offices.length,
        }),
        target: code ?? 'all offices',
        detail: { sets: versions, offices: offices.length },
        offices: offices.map(({ id }) => id),
      }
    })
  },
})

type Newest = { id: string; code: string; versions: Readonly<Record<string, number>> }

/** The offices under their locks, each with a revision taken, and the newest version it has of each kind. */
async function lockOffices(trx: Transaction<CentralTables>, code: string | undefined): Promise<Newest[]> {
  const only: OfficeRow | null = code === undefined ? null : await findOffice(trx, code)
  await sql`
    SELECT FROM office_revisions WHERE ${only?.id ?? null}::uuid IS NULL OR office_id = ${only?.id ?? null}
    ORDER BY office_id FOR UPDATE`.execute(trx)
  const { rows } = await sql<Newest>`
    WITH taken AS (
      UPDATE office_revisions SET revision = revision + 1
      WHERE ${only?.id ?? null}::uuid IS NULL OR office_id = ${only?.id ?? null}
      RETURNING office_id
    )
    SELECT id, code, coalesce(
      (SELECT json_object_agg(kind, version) FROM (
        SELECT set->>'requestKind' AS kind, max((set->>'version')::int) AS version
        FROM json_array_elements(rules->'requirementSets') AS set GROUP BY 1) AS newest),
      '{}') AS versions
    FROM offices JOIN taken ON taken.office_id = offices.id`.execute(trx)
  if (rows.length === 0) throw new AdminError('not_found', 'there is no office yet: see "office add"')
  return rows
}

/** Versions only grow: an appointment keeps the version that it was booked with. */
function refuseOldVersion({ code, versions }: Newest, { id, version, requestKind }: RequirementSet): void {
  const newest = versions[requestKind]
  if (newest === undefined || version > newest) return
  throw new AdminError(
    'version_not_newer',
    `office ${code} has version ${newest} for ${requestKind} already: ${id} needs a higher one than ${version}`,
  )
}

export const requirements: Noun = {
  noun: 'requirements',
  about: `what applicants bring and confirm, for ${requestKinds.join(', ')}`,
  commands: [list, add],
}
