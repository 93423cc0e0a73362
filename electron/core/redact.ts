/**
 * The last net below the rule that no personal data and no secret is logged or handed to support: what looks like either
 * is taken out of a text before it leaves the core. It knows no names, only forms: whatever is written in Persian or
 * Arabic letters, codes and telephone numbers in any digits, keys and tokens. It may take out too much, never too little.
 */
export function redact(text: string): string {
  // With its one group `split` gives what is kept at the odd places.
  const pieces = text.split(kept)
  return pieces.map((piece, place) => (place % 2 === 1 ? piece : redactPiece(piece))).join('')
}

/** The same for a number: so many digits are a code, not a count. */
export const redactNumber = (value: number): number | string => (Math.abs(value) < 10 ** 7 ? value : mark)

const mark = '[…]'

/** Ids of records, instants and dates are looked at by support, and are nobody's. */
const kept =
  /(?<![\w-])([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|20[0-9]{2}-[01][0-9]-[0-3][0-9](?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?Z)?)(?![\w-])/

/** Words in Persian or Arabic letters, with what stands between them. */
const words =
  /(?=[^\u0660-\u0669\u06f0-\u06f9])[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc](?:[\s\u200c\u200d]*(?=[^\u0660-\u0669\u06f0-\u06f9])[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc])*/g

/** Seven digits and more, with what people, and a screen's marks of direction, put between them. */
const codes =
  /[0-9\u0660-\u0669\u06f0-\u06f9](?:[ \t\u00a0().\u200c-\u200f\u202a-\u202e\u2066-\u2069+-]{0,3}[0-9\u0660-\u0669\u06f0-\u06f9]){6,}/g

/** Keys, tokens, hashes: longer than any name of ours, or long and as mixed as no name is. */
const secrets = /[A-Za-z0-9+_=-]{22,}/g

const redactPiece = (piece: string): string =>
  // Secrets first: digits that were taken out of one would leave its two halves.
  piece
    .replace(secrets, (found) => (isSecret(found) ? mark : found))
    .replace(words, mark)
    .replace(codes, mark)

const isSecret = (found: string): boolean =>
  found.length >= 40 ||
  /^[0-9a-f]+$/i.test(found) ||
  (/[0-9]/.test(found) && /[a-z]/.test(found) && /[A-Z]/.test(found))
