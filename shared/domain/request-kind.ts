/** Why somebody comes for a card (domain.md 1.5). */
export const requestKinds = ['first_issue', 'replacement', 'exchange'] as const
export type RequestKind = (typeof requestKinds)[number]
