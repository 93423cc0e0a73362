/**
 * The ten most frequent jobs and what they cost a hand that knows them: scans, presses of keys (a combination such as
 * Ctrl+Enter is one, every letter that has to be written counts), clicks. `tests/e2e/keys-and-clicks.spec.ts` does each
 * and counts; docs/keys.md shows this table.
 */
export const jobs = {
  checkIn: {
    job: 'Check in an applicant with a slip',
    scans: 1,
    keys: 1,
    clicks: 0,
    how: 'scan · Ctrl+Enter',
  },
  findByName: {
    job: 'Find an applicant by name and check in',
    scans: 0,
    keys: 6,
    clicks: 0,
    how: 'four letters · Enter · Ctrl+Enter',
  },
  acceptAll: {
    job: 'Accept all five documents and conclude',
    scans: 1,
    keys: 7,
    clicks: 0,
    how: 'scan · Enter · A five times · Ctrl+Enter',
  },
  oneMissing: {
    job: 'One document is missing: reason, conclude, slip',
    scans: 1,
    keys: 10,
    clicks: 0,
    how: 'scan · Enter · F · number of the reason · A four times · Ctrl+Enter · Enter · P (the last two are not needed where the slip prints by itself)',
  },
  correctMobile: {
    job: 'Correct the mobile number',
    scans: 1,
    keys: 15,
    clicks: 0,
    how: 'scan · Enter · ↑ (round to the last item) · E · eleven digits · Enter',
  },
  undo: { job: 'Take back a check-in just made', scans: 0, keys: 1, clicks: 0, how: 'Ctrl+Z' },
  walkIn: {
    job: 'Take in somebody without an appointment',
    scans: 2,
    keys: 2,
    clicks: 0,
    how: 'scan · F4 · scan · Ctrl+Enter',
  },
  printSchedule: { job: 'Print the day’s schedule', scans: 0, keys: 2, clicks: 0, how: 'Ctrl+2 · Ctrl+P' },
  switchUser: {
    job: 'Lock, and let a colleague sign in',
    scans: 0,
    keys: 16,
    clicks: 0,
    how: 'Ctrl+L · Alt+2 · password (13) · Enter',
  },
  closeDay: { job: 'Close the day', scans: 0, keys: 2, clicks: 0, how: 'Ctrl+B · Enter' },
} as const

export type JobName = keyof typeof jobs

/** The table as docs/keys.md has it. */
export function jobsTable(): string {
  const lines = Object.values(jobs).map(
    ({ job, scans, keys, clicks, how }) => `| ${job} | ${scans} | ${keys} | ${clicks} | ${how} |`,
  )
  return ['| job | scans | keys | clicks | how |', '|---|---|---|---|---|', ...lines].join('\n')
}
