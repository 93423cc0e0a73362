import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { openAppointment } from '../../app/open-appointment.ts'
import { useShortcuts } from '../../app/shortcuts.ts'
import { Code } from '../../design/code.tsx'
import { Kbd } from '../../design/kbd.tsx'
import { StateChip } from '../../design/state-chip.tsx'
import { useDay } from '../../stores/day.ts'
import { useScans } from '../search/scan-receiver.ts'
import { indexRows } from '../search/search-rows.ts'
import { openCode } from '../search/search-store.ts'
import { findApplicants } from './find-applicants.ts'
import { type Command, findCommands } from './find-commands.ts'
import { closePalette, openPalette, remember, usePalette } from './palette-store.ts'
import { PALETTE_KEYS, useCommands } from './use-commands.ts'

/** Everything by its name: Ctrl+K, some letters, Enter. */
export function Palette() {
  const { t } = useTranslation()
  const open = usePalette((store) => store.open)
  useShortcuts([{ keys: PALETTE_KEYS, label: t('palette.title'), group: 'everywhere', run: openPalette }])
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(isOpen) => !isOpen && closePalette()}
      isDismissable
      className="fixed inset-0 z-40 flex items-start justify-center bg-scrim px-6 pt-[10vh]"
    >
      <Modal className="w-[40rem] max-w-full overflow-hidden rounded-l border border-line bg-surface shadow-float">
        <Dialog
          aria-label={t('palette.title')}
          data-help="keyboard#palette"
          className="flex max-h-[76vh] flex-col outline-none"
        >
          <PaletteBody />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Closes and, once the focus is back where the hand was, does it. */
function leaveAnd(run: () => void): void {
  closePalette()
  requestAnimationFrame(() => requestAnimationFrame(run))
}

type Line = {
  id: string
  section: string
  unavailable: string | null
  run: () => void
  body: React.ReactNode
}

function PaletteBody() {
  const { t } = useTranslation()
  const listId = useId()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const lines = useLines(query)
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const current = lines[Math.min(at, lines.length - 1)]
  const lineId = (id: string) => `${listId}-${id.replace(/[^\w-]/gu, (mark) => String(mark.codePointAt(0)))}`

  useEffect(() => input.current?.focus(), [])
  useScans((code) => leaveAnd(() => void openCode(code)))
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another line is the current one
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' })
  }, [current?.id])

  const run = (line: Line) => {
    if (line.unavailable === null) leaveAnd(line.run)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const last = lines.length - 1
    const to = {
      ArrowDown: at >= last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      PageDown: Math.min(last, at + 8),
      PageUp: Math.max(0, at - 8),
    }[event.key]
    if (to !== undefined) setAt(to)
    else if (event.key === 'Enter' && current) run(current)
    else return
    event.preventDefault()
  }

  return (
    <>
      <div className="flex items-center gap-3 border-b border-line px-4 py-3">
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label={t('palette.label')}
          aria-expanded={lines.length > 0}
          aria-autocomplete="list"
          aria-controls={listId}
          aria-activedescendant={current ? lineId(current.id) : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={t('palette.placeholder')}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
          className="h-9 min-w-0 flex-1 bg-transparent text-lead text-ink outline-none placeholder:text-third"
        />
        <Kbd keys={PALETTE_KEYS} />
      </div>
      {lines.length === 0 && (
        <p className="px-4 py-6 text-body text-second">{t('palette.nothing', { query })}</p>
      )}
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={t('palette.results')}
        className="min-h-0 overflow-y-auto p-2"
      >
        {lines.map((line, index) => (
          <div key={line.id} role="presentation">
            {line.section !== lines[index - 1]?.section && (
              <p aria-hidden className="px-3 pt-2 pb-1 text-label text-second">
                {line.section}
              </p>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which has the focus */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: reached by aria-activedescendant of the field */}
            <div
              id={lineId(line.id)}
              role="option"
              aria-selected={line === current}
              aria-disabled={line.unavailable !== null}
              onPointerMove={() => setAt(index)}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => run(line)}
              className="flex min-h-9 items-center gap-3 rounded-m px-3 py-1 text-body text-ink aria-disabled:text-third aria-selected:bg-accent-soft"
            >
              {line.body}
            </div>
          </div>
        ))}
      </div>
    </>
  )
}

/** What is found, in the order of its sections; without a question the commands used last come first. */
function useLines(query: string): readonly Line[] {
  const { t } = useTranslation()
  const format = useFormat()
  const recent = usePalette((store) => store.recent)
  const rows = useDay((store) => store.rows)
  // Thousands of rows are made ready once, not at every key.
  const index = useMemo(() => indexRows(rows), [rows])
  const commands = findCommands(useCommands(), query, recent)
  const asked = query.trim() !== ''
  const { found, code } = asked ? findApplicants(rows, index, query) : { found: [], code: null }

  const commandLine = (command: Command): Line => ({
    id: command.id,
    section: !asked && recent.includes(command.id) ? t('palette.recent') : command.section,
    unavailable: command.unavailable,
    run: () => {
      remember(command.id)
      command.run()
    },
    body: (
      <>
        <span className="min-w-0 flex-1">
          {command.label}
          {command.unavailable && <span className="block text-small">{command.unavailable}</span>}
        </span>
        {command.keys?.split(' ').map((keys) => (
          <Kbd key={keys} keys={keys} />
        ))}
      </>
    ),
  })
  const applicantLines = found.map(
    (row): Line => ({
      id: row.id,
      section: t('palette.applicants'),
      unavailable: null,
      run: () => openAppointment(row),
      body: (
        <>
          <span className="min-w-0 flex-1 truncate font-semibold">
            {row.firstName} {row.lastName}
          </span>
          <Code value={row.nationalCode} className="text-small text-second" />
          <span className="text-small text-second">{format.time(row.slot)}</span>
          <StateChip state={row.state} />
        </>
      ),
    }),
  )
  const codeLine: readonly Line[] =
    code === null
      ? []
      : [
          {
            id: 'code',
            section: t('palette.applicants'),
            unavailable: null,
            run: () => void openCode(code),
            body: <span>{t('palette.openCode', { code: `\u2068${format.digits(code)}\u2069` })}</span>,
          },
        ]
  // Sections stay together, in the order in which the best of each was found.
  const lines = [...commands.map(commandLine), ...applicantLines, ...codeLine]
  const sections = [...new Set(lines.map(({ section }) => section))]
  return sections.flatMap((section) => lines.filter((line) => line.section === section))
}
