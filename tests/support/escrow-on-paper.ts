/** What the condition asks of the key's escrow, for an office that has its code on paper. */
export const escrowOnPaper = {
  state: () => ({ madeAt: '2026-11-01T05:30:00.000Z', confirmed: true, wanted: false }),
}
