import { createHash } from 'node:crypto'
import { issuanceStages } from '#shared/domain/stage.ts'
import { recordedByClient } from './action-record.ts'
import { AdminError } from './admin-error.ts'
import { command, flag, type Noun, optional, required } from './command.ts'
import { readIssuanceRows, stageName, stageNote } from './issuance-rows.ts'
import { instant, trackingCode } from './option-values.ts'
import { done } from './outcome.ts'
import { readTextFile } from './read-file.ts'
import { carryOut, planStages } from './stage-change.ts'

const unknownStage = {
  'allow-unknown-stage': flag('let a stage pass that this program does not know; citizens see it as it is'),
}

const advance = command({
  verb: 'advance',
  about: `the stage that a card has come to, after the office has completed the registration: ${issuanceStages.join(', ')}`,
  options: {
    'tracking-code': required('CODE', 'of the registration; - reads it from standard input', (typed) =>
      typed.trim() === '-' ? '-' : trackingCode(typed),
    ),
    stage: required('STAGE', 'where the card is now', stageName),
    note: optional('TEXT', 'for the citizen to read', stageNote),
    at: optional('MOMENT', 'since when; now otherwise', instant),
    ...unknownStage,
  },
  example: '--data DIR --tracking-code 0123456789 --stage shipped',
  async run(context, values) {
    const { 'tracking-code': given, stage, note = null, at = null } = values
    const code = given === '-' ? trackingCode(await context.readInput()) : given
    return recordedByClient(context, 'issuance advance', async (client, actionId) => {
      const now = context.clock.now()
      const plan = await planStages(client, now, [{ line: 1, trackingCode: code, stage, note, at }], {
        allowUnknownStage: values['allow-unknown-stage'],
      })
      const [refusal] = plan.refused
      if (refusal) throw new AdminError(refusal.code, refusal.message)
      await carryOut(client, plan, { now, actionId, gateway: context.gateway })
      const [step] = plan.steps
      if (!step) return { value: done('It is there already.', { changed: false, stage }), target: null }
      return {
        value: done(`The card is at ${stage}.`, { changed: true, stage, registration: step.registration.id }),
        target: step.registration.id,
        detail: { stage },
      }
    })
  },
})

const importFile = command({
  verb: 'import',
  about: 'many at once, from a CSV file with the columns tracking_code,stage,note,at; all of it or nothing',
  options: {
    file: required('FILE', 'UTF-8, comma-separated', String),
    'skip-invalid': flag('carry out the rows that fit and report the others'),
    ...unknownStage,
  },
  operand: 'file',
  example: 'shipped-today.csv --data DIR',
  async run(context, { file, 'skip-invalid': skipInvalid, 'allow-unknown-stage': allowUnknownStage }) {
    const csv = await readTextFile(file)
    const { rows, unreadable } = readIssuanceRows(csv)
    return recordedByClient(context, 'issuance import', async (client, actionId) => {
      const now = context.clock.now()
      const plan = await planStages(client, now, rows, { allowUnknownStage })
      const refused = [...unreadable, ...plan.refused].sort((a, b) => a.line - b.line)
      if (refused.length > 0 && !skipInvalid) {
        throw new AdminError('rows_invalid', `${refused.length} rows do not fit; nothing was changed`, {
          rows: refused,
        })
      }
      await carryOut(client, plan, { now, actionId, gateway: context.gateway })
      const counts = { applied: plan.steps.length, unchanged: plan.repeated, skipped: refused.length }
      const said = `${counts.applied} stages set, ${counts.unchanged} were there already, ${counts.skipped} rows skipped.`
      return {
        value: {
          said,
          ...(refused.length === 0 ? {} : { table: { columns: refusalColumns, rows: refused } }),
          json: { ...counts, rows: refused },
        },
        target: plan.steps.length === 0 ? null : `sha256:${createHash('sha256').update(csv).digest('hex')}`,
        detail: counts,
      }
    })
  },
})

const refusalColumns = [
  { key: 'line', title: 'LINE' },
  { key: 'code', title: 'CODE' },
  { key: 'message', title: 'WHY' },
] as const

export const issuance: Noun = {
  noun: 'issuance',
  about: 'the way of the card after the office',
  commands: [advance, importFile],
}
