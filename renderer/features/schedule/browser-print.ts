/** Opens the browser's print dialog; done when it has been closed, in whichever of their ways browsers do that. */
export function printInBrowser(): Promise<void> {
  return new Promise((resolve) => {
    let begun = false
    const onBefore = () => {
      begun = true
    }
    const onAfter = () => {
      window.removeEventListener('beforeprint', onBefore)
      window.removeEventListener('afterprint', onAfter)
      resolve()
    }
    window.addEventListener('beforeprint', onBefore)
    window.addEventListener('afterprint', onAfter)
    window.print()
    // A browser without printing, or one that keeps no such events, is not waited for.
    if (!begun) onAfter()
  })
}
