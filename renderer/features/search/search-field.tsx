import { LoaderCircle, Search, X } from 'lucide-react'
import { type ClipboardEvent, type KeyboardEvent, memo } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useShortcuts } from '../../app/shortcuts.ts'
import { Kbd } from '../../design/kbd.tsx'
import { type Move, moveSelection, positionOf, useListView } from '../../stores/list-view.ts'
import { useSelection } from '../../stores/selection.ts'
import { LIST_ID, rowElementId } from '../day/row-ids.ts'
import { codeOf, codesIn } from './codes-in.ts'
import { focusSearch, SEARCH_FIELD_ID } from './focus.ts'
import { SearchAnswerPanel } from './search-answer.tsx'
import { openCode, submitSearch, typeSearch, useSearch } from './search-store.ts'

const listKeys: Partial<Record<string, Move>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  PageDown: 'pageDown',
  PageUp: 'pageUp',
}
/** In an empty field they have nothing else to do. */
const endKeys: Partial<Record<string, Move>> = { Home: 'first', End: 'last' }

/**
 * The one field of the application: narrows the list while typing, opens a code on Enter, and drives the list with the
 * arrow keys, so that the hands never leave it.
 */
export function SearchField() {
  const { t } = useTranslation()
  const search = useListView((view) => view.search)
  const hasRows = useListView((view) => view.shown.length > 0)
  const selected = useSelection((store) => store.appointmentId)
  const isActive = useListView((view) => positionOf(selected, view.shown) !== -1)

  useShortcuts([
    {
      keys: 'F2 Ctrl+F',
      label: t('shortcuts.search'),
      group: 'everywhere',
      run: () => focusSearch({ select: true }),
    },
    {
      keys: 'Escape',
      label: t('shortcuts.backToSearch'),
      group: 'everywhere',
      run: (event) => {
        if ((event.target as HTMLElement | null)?.id === SEARCH_FIELD_ID) typeSearch('')
        focusSearch({ select: true })
      },
    },
  ])

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing) return
    const move = listKeys[event.key] ?? (search === '' ? endKeys[event.key] : undefined)
    if (move) {
      event.preventDefault()
      moveSelection(move)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      void submitSearch(event.currentTarget.value)
    }
  }

  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData('text')
    const [code, ...others] = codeOf(text) === null ? codesIn(text) : []
    if (code === undefined) return
    event.preventDefault()
    void openCode(code, others)
  }

  return (
    <search className="relative w-full max-w-[520px]">
      <div className="flex h-[38px] items-center gap-2 rounded-m border border-field-line bg-surface ps-3 pe-2 focus-within:border-accent focus-within:ring-3 focus-within:ring-accent/20">
        <SearchMark />
        <input
          id={SEARCH_FIELD_ID}
          type="text"
          role="combobox"
          aria-label={t('frame.searchLabel')}
          aria-expanded={hasRows}
          aria-autocomplete="list"
          aria-controls={hasRows ? LIST_ID : undefined}
          aria-activedescendant={isActive && selected !== null ? rowElementId(selected) : undefined}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          placeholder={t('frame.searchPlaceholder')}
          value={search}
          onChange={(event) => typeSearch(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          className="min-w-0 flex-1 bg-transparent text-ellipsis text-body text-ink outline-none placeholder:text-third"
        />
        {search !== '' && <ClearButton />}
        <FocusKey />
      </div>
      <SearchAnswerPanel />
    </search>
  )
}

// What does not change while one types is not drawn anew at every key.

const SearchMark = memo(function SearchMark() {
  const busy = useSearch((store) => store.busy)
  return busy ? (
    <LoaderCircle size={16} aria-hidden className="shrink-0 animate-spin text-accent" />
  ) : (
    <Search size={16} aria-hidden className="shrink-0 text-accent" />
  )
})

const ClearButton = memo(function ClearButton() {
  const { t } = useTranslation()
  return (
    <AriaButton
      aria-label={t('frame.clearSearch')}
      excludeFromTabOrder
      onPress={() => {
        typeSearch('')
        focusSearch()
      }}
      className="flex size-6 items-center justify-center rounded-s text-second data-hovered:bg-sunken"
    >
      <X size={14} aria-hidden />
    </AriaButton>
  )
})

const FocusKey = memo(function FocusKey() {
  return <Kbd keys="F2" />
})
