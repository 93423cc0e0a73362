import { command, type Noun, optional } from './command.ts'
import { instant, integer, text } from './option-values.ts'
import { listed } from './outcome.ts'

const list = command({
  verb: 'list',
  about: 'what operators have done, the newest first',
  options: {
    operator: optional('NAME', 'only what this operator did', text(120)),
    target: optional('WHAT', 'only what was done to this office code or id', text(200)),
    since: optional('MOMENT', 'only from then on', instant),
    limit: optional('N', '50 otherwise', integer(1, 10_000)),
  },
  example: '--data DIR --since 1405/09/01',
  async run({ database }, { operator, target, since, limit }) {
    let query = database.db.selectFrom('operator_actions').selectAll()
    if (operator !== undefined) query = query.where('operator', '=', operator)
    if (target !== undefined) query = query.where('target', '=', target)
    if (since !== undefined) query = query.where('at', '>=', since)
    const rows = await query
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit ?? 50)
      .execute()
    const shown = rows.map((row) => ({ ...row, at: row.at.toISOString() }))
    return {
      ...listed(
        [
          { key: 'at', title: 'WHEN', as: 'instant' },
          { key: 'operator', title: 'WHO' },
          { key: 'action', title: 'DID' },
          { key: 'target', title: 'TO' },
          { key: 'detail', title: 'DETAIL' },
        ],
        shown.map((row) => ({ ...row, detail: JSON.stringify(row.detail) })),
      ),
      json: shown,
    }
  },
})

export const action: Noun = { noun: 'action', about: 'the record of what operators did', commands: [list] }
