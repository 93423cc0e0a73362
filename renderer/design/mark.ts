/** The letter of the mark, peh; the same in either language. */
export const MARK = '\u067E'
