/** Millimetres of one CSS pixel. */
const pixel = 25.4 / 96

/** The size of an element on paper, in millimetres, the height rounded up so that nothing is pushed to a second page. */
export function sizeOnPaper(sheet: HTMLElement): { widthMm: number; heightMm: number } {
  const { width, height } = sheet.getBoundingClientRect()
  return { widthMm: Math.round(width * pixel), heightMm: Math.ceil(height * pixel) + 1 }
}

/**
 * Pages of this size from now on, until the returned function is called: a roll is cut where the slip ends. By a style sheet
 * made here, which the content security policy allows.
 */
export function holdPageSize({ widthMm, heightMm }: { widthMm: number; heightMm: number }): () => void {
  const sheet = new CSSStyleSheet()
  sheet.insertRule(`@page { size: ${widthMm}mm ${heightMm}mm; margin: 0 }`)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
  }
}
