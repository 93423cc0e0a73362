/**
 * Marks what the sheets stand in, up to the page, so that the print style can let everything else go. A ref callback:
 * the marks go when the sheets go.
 */
export function holdSheets(sheets: HTMLElement | null): (() => void) | undefined {
  if (!sheets) return undefined
  const { body, documentElement } = document
  const holders: HTMLElement[] = []
  for (let holder = sheets.parentElement; holder && holder !== body; holder = holder.parentElement) {
    holder.dataset.holdsSheets = ''
    holders.push(holder)
  }
  documentElement.dataset.printsSheets = ''
  return () => {
    for (const holder of holders) delete holder.dataset.holdsSheets
    delete documentElement.dataset.printsSheets
  }
}
