import type { Visit } from '#shared/contract/office.ts'
import { missingItems, parseDetail } from '#shared/domain/documents.ts'
import type { Verdict } from '#shared/domain/event.ts'
import type { CorrectableField } from '#shared/domain/requirement.ts'
import { requirementItems } from '#shared/domain/rules.ts'
import { RefusedError } from './failure.ts'
import { cleanText } from './free-text.ts'
import type { OfficeContext, UserActor } from './office-context.ts'
import { requireOffice } from './office-context.ts'
import { record } from './record-event.ts'
import { readVisit } from './visit.ts'

export type DecideInput = {
  appointmentId: string
  item: string
  verdict: Verdict
  reasonCode: string | null
  note: string | null
}

/** The documents clerk's work at the checklist. The acts throw what `record` throws. */
export type DocumentsService = {
  decide(actor: UserActor, input: DecideInput): Visit
  /** `value` as typed; refused with `value_invalid` when it cannot be read. */
  correct(actor: UserActor, appointmentId: string, field: CorrectableField, value: string): Visit
  /** The outcome follows from the verdicts: complete when nothing required is missing. */
  conclude(actor: UserActor, appointmentId: string): Visit
}

export function createDocumentsService(context: OfficeContext): DocumentsService {
  const { store } = context
  return {
    decide(actor, { appointmentId, item, verdict, reasonCode, note }) {
      record(context, actor, (recording) =>
        recording.act(appointmentId, {
          type: 'document_decided',
          // A reason belongs to a failure alone, and an empty note is none.
          payload: {
            item,
            verdict,
            reasonCode: verdict === 'failed' ? reasonCode : null,
            note: cleanText(note ?? '') || null,
          },
        }),
      )
      return readVisit(context, appointmentId)
    },
    correct(actor, appointmentId, field, value) {
      record(context, actor, (recording) =>
        recording.act(appointmentId, ({ state }) => {
          const parsed = parseDetail(field, value, { areaCode: requireOffice(store).areaCode })
          if (!parsed.ok) throw new RefusedError({ code: 'value_invalid', state, items: [field] })
          return { type: 'details_corrected', payload: { field, value: parsed.value } }
        }),
      )
      return readVisit(context, appointmentId)
    },
    conclude(actor, appointmentId) {
      record(context, actor, (recording) =>
        recording.act(appointmentId, (appointment) => {
          const items = requirementItems(requireOffice(store).rules, appointment.requirementSet)
          // Without a set the rule book refuses either outcome; it is the one that says so.
          const complete = items === null || missingItems(appointment, items).length === 0
          return {
            type: 'documents_concluded',
            payload: { outcome: complete ? 'complete' : 'incomplete' },
          }
        }),
      )
      return readVisit(context, appointmentId)
    },
  }
}
