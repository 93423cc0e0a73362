import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LogFilter, LogKind } from '#shared/contract/event-log.ts'
import { logKinds } from '#shared/contract/event-log.ts'
import { normalizeNumeric } from '#shared/domain/digits.ts'
import { parseJalali } from '#shared/domain/jalali.ts'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../design/button.tsx'
import { SelectField } from '../../design/select-field.tsx'
import { office } from '../../transport/office-client.ts'
import { FiguresField, JalaliField } from '../citizen-services/figures-field.tsx'

type Person = { id: string; displayName: string; active: boolean }
const kinds = Object.keys(logKinds) as LogKind[]
/** A code is asked for when the hand rests, ms. */
const pause = 300

function usePeople(): readonly Person[] {
  const [people, setPeople] = useState<readonly Person[]>([])
  useEffect(() => {
    let gone = false
    office()
      .log.people()
      .then((answer) => !gone && setPeople(answer))
      // The list itself tells what is wrong; it can be read without this choice.
      .catch(() => undefined)
    return () => {
      gone = true
    }
  }, [])
  return people
}

/** A date as it is written; null while there is none, undefined while it is no date. */
function dateOf(text: string): string | null | undefined {
  if (text.trim() === '') return null
  const parsed = parseJalali(text)
  return parsed.ok ? parsed.value : undefined
}

/** What the report is narrowed to. A date that is not whole yet narrows nothing. */
export function LogFilters({
  filter,
  none,
  onChange,
}: {
  filter: LogFilter
  none: LogFilter
  onChange: (filter: LogFilter) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const people = usePeople()
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [code, setCode] = useState('')
  const latest = useRef(filter)
  latest.current = filter
  const change = (part: Partial<LogFilter>) => onChange({ ...latest.current, ...part })

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts the wait anew
  useEffect(() => {
    const digits = normalizeNumeric(code)
    const wanted = digits === '' ? null : digits
    if (wanted === latest.current.code) return
    const timer = setTimeout(() => change({ code: wanted }), pause)
    return () => clearTimeout(timer)
  }, [code])

  const dateField = (name: 'from' | 'to', text: string, setText: (text: string) => void) => {
    const wrong = text.trim().length >= 8 && dateOf(text) === undefined
    return (
      <JalaliField
        label={t(`eventLog.${name}`)}
        value={text}
        placeholder={format.digits('1405/09/01')}
        onChange={(typed) => {
          setText(typed)
          const date = dateOf(typed)
          if (date !== undefined && date !== latest.current[name]) change({ [name]: date })
        }}
        error={wrong ? t('eventLog.dateInvalid') : null}
        validationBehavior="aria"
        className="w-40"
      />
    )
  }
  const isNarrowed = Object.values(filter).some((part) => part !== null) || from !== '' || to !== ''

  return (
    <fieldset
      aria-label={t('eventLog.filters')}
      className="flex shrink-0 flex-wrap items-start gap-3 border-y border-line bg-sunken px-6 py-3"
    >
      {dateField('from', from, setFrom)}
      {dateField('to', to, setTo)}
      <SelectField
        label={t('eventLog.person')}
        value={filter.actor ?? ''}
        onChange={(actor) => change({ actor: actor || null })}
        className="w-48"
      >
        <option value="">{t('eventLog.everybody')}</option>
        {people.map(({ id, displayName, active }) => (
          <option key={id} value={id}>
            {active ? displayName : t('eventLog.outOfService', { name: displayName })}
          </option>
        ))}
        <option value="central">{t('eventLog.central')}</option>
      </SelectField>
      <SelectField
        label={t('eventLog.kind')}
        value={filter.kind ?? ''}
        onChange={(kind) => change({ kind: kinds.find((known) => known === kind) ?? null })}
        className="w-48"
      >
        <option value="">{t('eventLog.allKinds')}</option>
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`eventLog.kinds.${kind}`)}
          </option>
        ))}
      </SelectField>
      <FiguresField
        label={t('eventLog.code')}
        value={code}
        onChange={setCode}
        placeholder={t('eventLog.codeHint')}
        maxLength={40}
        className="w-48"
      />
      {isNarrowed && (
        <Button
          variant="quiet"
          className="mt-[21px]"
          onPress={() => {
            setFrom('')
            setTo('')
            setCode('')
            onChange(none)
          }}
        >
          {t('eventLog.clear')}
        </Button>
      )}
    </fieldset>
  )
}
