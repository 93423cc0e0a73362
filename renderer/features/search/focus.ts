export const SEARCH_FIELD_ID = 'search-and-scan'

const field = () => document.getElementById(SEARCH_FIELD_ID) as HTMLInputElement | null

/** Puts the focus into the search field; what stands there is selected, so that typing replaces it. */
export function focusSearch(options: { select?: boolean } = {}): void {
  const input = field()
  input?.focus({ preventScroll: true })
  if (options.select) input?.select()
}

export const isSearchField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.id === SEARCH_FIELD_ID
