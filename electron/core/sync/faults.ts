/** The places of DESIGN 4 where a crash must lose nothing. Tests throw or kill there; otherwise nothing happens. */
export type FaultPoint =
  /** Events are in the log; nothing has left the machine. */
  | 'after_commit_before_send'
  /** The central system has worked the batch; its answer was not read. */
  | 'sent_reply_lost'
  /** The answer was read and is not written down. */
  | 'reply_before_ack'
  /** Inside the transaction of a page, after its rows and before its cursor. */
  | 'mid_page'

export type Faults = { at(point: FaultPoint): void }

export const noFaults: Faults = { at: () => {} }
