import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { LogEntry } from '#shared/contract/event-log.ts'
import { appointmentPayloads, dayPayloads } from '#shared/domain/event.ts'
import { shownUserPayloads } from '#shared/domain/office-user.ts'
import type { RequirementItem } from '#shared/domain/requirement.ts'
import type { Role } from '#shared/domain/state.ts'
import { viewingPayloads } from '#shared/domain/viewing.ts'
import { useFormat } from '../../app/format.ts'
import { useScheduleCopyWords } from '../../print/schedule-copy-words.ts'
import { groupDetail } from '../applicant/group-detail.ts'

export type EventWords = {
  what: string
  /** What was written with it, a reason or a note, or how it was done. */
  said: string | null
}

const payloads = { ...appointmentPayloads, ...dayPayloads, ...shownUserPayloads, ...viewingPayloads }

/** Reads a payload by the schema of its event; null when a newer version wrote it in another form. */
function read<T extends keyof typeof payloads>(
  entry: Pick<LogEntry, 'payload'>,
  type: T,
): z.infer<(typeof payloads)[T]> | null {
  const parsed = z.safeParse(payloads[type], entry.payload)
  return parsed.success ? (parsed.data as z.infer<(typeof payloads)[T]>) : null
}

/** Puts an event into words, with the titles of the visit's own requirement set. */
export function useEventWords(): (
  entry: Pick<LogEntry, 'type' | 'payload'>,
  items: readonly RequirementItem[],
) => EventWords {
  const { t } = useTranslation()
  const format = useFormat()
  const copyWords = useScheduleCopyWords()

  return useCallback(
    (entry, items) => {
      const reason = (text: string | null | undefined) =>
        text ? t('history.reason', { reason: text }) : null
      const saidOfUser = (named: {
        displayName?: string | undefined
        username?: string | undefined
        roles?: readonly Role[] | undefined
        desk?: string | null | undefined
      }): string | null => {
        const { displayName, username, roles, desk } = named
        const isolated = username && `\u2066${username}\u2069`
        const rolesSaid = roles?.map((role) => t(`role.${role}`)).join(t('common.comma'))
        const parts = [
          displayName && t('history.userChanges.displayName', { value: displayName }),
          isolated && t('history.userChanges.username', { value: isolated }),
          rolesSaid && t('history.userChanges.roles', { value: rolesSaid }),
          desk && t('history.userChanges.desk', { value: format.digits(desk) }),
          desk === null && t('history.userChanges.noDesk'),
        ].filter((part) => typeof part === 'string')
        return parts.length === 0 ? null : parts.join(t('common.comma'))
      }
      const titleOf = (key: string) => {
        const item = items.find((candidate) => candidate.key === key)
        return item ? format.text(item.title) : key
      }
      switch (entry.type) {
        case 'walked_in': {
          const because = read(entry, 'walked_in')?.overCapacity
          return {
            what: t(because ? 'history.event.walked_in_over_capacity' : 'history.event.walked_in'),
            said: reason(because),
          }
        }
        case 'checked_in': {
          const payload = read(entry, 'checked_in')
          return {
            what: t('history.event.checked_in', { number: format.digits(payload?.queueNumber ?? '–') }),
            said: reason(payload?.reason),
          }
        }
        case 'check_in_undone':
          return {
            what: t('history.event.check_in_undone'),
            said: reason(read(entry, 'check_in_undone')?.reason),
          }
        case 'document_decided': {
          const payload = read(entry, 'document_decided')
          if (!payload) return { what: t('applicant.checklist'), said: null }
          const item = titleOf(payload.item)
          const why = items
            .find((candidate) => candidate.key === payload.item)
            ?.failReasons.find(({ code }) => code === payload.reasonCode)?.title
          return {
            what:
              payload.verdict === 'failed'
                ? t('history.event.failed', {
                    item,
                    why: why
                      ? format.text(why)
                      : t('applicant.otherReason', { code: payload.reasonCode ?? '' }),
                  })
                : t(`history.event.${payload.verdict}`, { item }),
            said: payload.note ? t('history.note', { note: payload.note }) : null,
          }
        }
        case 'details_corrected': {
          const payload = read(entry, 'details_corrected')
          if (!payload) return { what: t('applicant.correct'), said: null }
          const grouped = format.digits(groupDetail(payload.field, payload.value))
          // A number is an island that reads left to right in either language; an address takes its own direction.
          const isolate = payload.field === 'address' ? '\u2068' : '\u2066'
          return {
            what: t('history.event.details_corrected', {
              field: t(`history.field.${payload.field}`),
              value: `${isolate}${grouped}\u2069`,
            }),
            said: null,
          }
        }
        case 'documents_concluded':
          return {
            what:
              read(entry, 'documents_concluded')?.outcome === 'complete'
                ? t('history.event.concluded_complete')
                : t('history.event.concluded_incomplete'),
            said: null,
          }
        case 'marked_no_show':
          return {
            what:
              read(entry, 'marked_no_show')?.cause === 'day_closed'
                ? t('history.event.marked_no_show_by_closing')
                : t('history.event.marked_no_show'),
            said: null,
          }
        case 'no_show_reversed':
          return {
            what: t('history.event.no_show_reversed'),
            said: reason(read(entry, 'no_show_reversed')?.reason),
          }
        case 'cancelled':
          return { what: t('history.event.cancelled'), said: reason(read(entry, 'cancelled')?.reason) }
        case 'called': {
          const payload = read(entry, 'called')
          const what = payload?.outOfTurn ? 'called_out_of_turn' : 'called'
          return {
            what: t(`history.event.${what}`, { desk: format.digits(payload?.desk ?? '–') }),
            said: null,
          }
        }
        case 'handed_over': {
          const { desk = null, note = null } = read(entry, 'handed_over') ?? {}
          return {
            what:
              desk === null
                ? t('history.event.handed_over_to_any')
                : t('history.event.handed_over', { desk: format.digits(desk) }),
            said: note === null ? null : t('history.note', { note }),
          }
        }
        case 'recalled':
        case 'call_skipped':
        case 'returned':
        case 'served':
          return { what: t(`history.event.${entry.type}`), said: null }
        case 'day_closed':
        case 'day_reopened': {
          const payload =
            entry.type === 'day_closed' ? read(entry, 'day_closed') : read(entry, 'day_reopened')
          return {
            what: t(`history.event.${entry.type}`, {
              date: payload ? format.date(payload.date, 'dayMonth') : '',
            }),
            said: payload && 'reason' in payload ? reason(payload.reason) : null,
          }
        }
        case 'user_added': {
          const { username, roles, desk } = read(entry, 'user_added')?.user ?? {}
          return {
            what: t('history.event.user_added'),
            said: saidOfUser({ username, roles, desk: desk ?? undefined }),
          }
        }
        case 'user_changed': {
          const { active, displayName, roles, desk } = read(entry, 'user_changed')?.changes ?? {}
          const what = active === undefined ? 'user_changed' : active ? 'user_enabled' : 'user_disabled'
          return {
            what: t(`history.event.${what}`),
            said: saidOfUser({ displayName, roles, desk }),
          }
        }
        case 'password_set':
          return {
            what: t(
              read(entry, 'password_set')?.oneTime === false
                ? 'history.event.password_changed'
                : 'history.event.password_reset',
            ),
            said: null,
          }
        case 'record_viewed':
          return { what: t('history.event.record_viewed'), said: null }
        case 'person_looked_up': {
          const payload = read(entry, 'person_looked_up')
          return {
            what: t(`history.lookedUp.${payload?.purpose ?? 'status'}`),
            said: payload?.found === false ? t('history.lookUpRefused') : null,
          }
        }
        case 'schedule_printed': {
          const payload = read(entry, 'schedule_printed')
          return {
            what: t('history.event.schedule_printed', {
              date: payload ? format.date(payload.date, 'dayMonth') : '',
              rows: format.number(payload?.rows ?? 0),
              copy: format.number(payload?.copy ?? 1),
            }),
            said: payload && copyWords({ ...payload, large: payload.large ?? false }),
          }
        }
        case 'slip_printed': {
          const payload = read(entry, 'slip_printed')
          return {
            what: t('history.event.slip_printed', {
              paper: t(`paper.kind.${payload?.slip ?? 'check_in_slip'}`),
              copy: format.number(payload?.copy ?? 1),
            }),
            said: null,
          }
        }
        case 'closing_report_printed': {
          const payload = read(entry, 'closing_report_printed')
          return {
            what: t('history.event.closing_report_printed', {
              date: payload ? format.date(payload.date, 'dayMonth') : '',
              copy: format.number(payload?.copy ?? 1),
            }),
            said: null,
          }
        }
        case 'print_failed': {
          const payload = read(entry, 'print_failed')
          return {
            what: t('history.event.print_failed', {
              paper: t(`paper.kind.${payload?.paper ?? 'check_in_slip'}`),
            }),
            said: payload && t(`paper.failed.${payload.code}`),
          }
        }
        case 'log_exported': {
          const payload = read(entry, 'log_exported')
          return {
            what: t('history.event.log_exported', { entries: format.number(payload?.entries ?? 0) }),
            said: null,
          }
        }
        case 'events_exported': {
          const payload = read(entry, 'events_exported')
          return {
            what: t('history.event.events_exported', { changes: format.number(payload?.changes ?? 0) }),
            said: null,
          }
        }
      }
    },
    [t, format, copyWords],
  )
}

/** Who did it, in words: a person of the office, the citizen or the central system. */
export function useActorName(): (entry: Pick<LogEntry, 'actor' | 'type' | 'payload'>) => string {
  const { t } = useTranslation()
  return useCallback(
    (entry) => {
      if (entry.actor.kind === 'user') return entry.actor.displayName
      return entry.type === 'cancelled' && read(entry, 'cancelled')?.by === 'citizen'
        ? t('history.citizen')
        : t('history.central')
    },
    [t],
  )
}
