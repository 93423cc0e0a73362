/** Longer nobody looks at a print dialog; a browser that never tells its end holds nothing up, ms. */
const longestDialog = 120_000

/** Opens the browser's print dialog; done when it has been closed, in whichever of their ways browsers do that. */
export function printInBrowser(): Promise<void> {
  return new Promise((resolve, reject) => {
    let begun = false
    const onBefore = () => {
      begun = true
    }
    const onAfter = () => {
      clearTimeout(patience)
      window.removeEventListener('beforeprint', onBefore)
      window.removeEventListener('afterprint', onAfter)
      resolve()
    }
    const patience = setTimeout(onAfter, longestDialog)
    window.addEventListener('beforeprint', onBefore)
    window.addEventListener('afterprint', onAfter)
    try {
      window.print()
    } catch (error) {
      reject(error)
      onAfter()
    }
    // A browser without printing, or one that keeps no such events, is not waited for.
    if (!begun) onAfter()
  })
}
