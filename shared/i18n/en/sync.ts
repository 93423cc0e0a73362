import type * as fa from '../fa/sync.ts'
import type { Messages } from '../messages.ts'

export const sync: Messages<typeof fa.sync> = {
  record: { queued: 'Waits to be sent', sent: 'Synced', attention: 'Needs attention' },
  title: 'Synchronisation with the central system',
  online: 'Online',
  offline: 'Offline',
  connecting: 'Connecting',
  coreLost: 'Disconnected',
  allSent: 'all sent',
  waiting_one: '{{count}} waiting',
  waiting_other: '{{count}} waiting',
  parked_one: '{{count}} needs attention',
  parked_other: '{{count}} need attention',
  lastSync: 'Last sync',
  byFile: '{{moment}}, by file',
  dataAsOf: 'Data up to',
  never: 'not yet',
  queued: 'Waiting to be sent',
  events_one: '{{count}} event',
  events_other: '{{count}} events',
  none: 'none',
  parkedLabel: 'Failed, need attention',
  openTray: 'Settle',
  retryNow: 'Sync now',
  safeOffline: 'Go on working. Everything is kept here and sent by itself when the line is back.',
  clockOff: 'This device’s clock differs from the central system by {{minutes}} minutes.',
}

export const syncProblem: Messages<typeof fa.syncProblem> = {
  network: {
    what: 'The network or the central system cannot be reached.',
    todo: 'Look at cable and modem; the connection is tried again by itself.',
  },
  certificate_refused: {
    what: 'The central system’s certificate is not the one that it should be; nothing is sent.',
    todo: 'Go on working. Somebody may be listening in the network: see the computer’s clock, use another line, or call support.',
  },
  server_error: {
    what: 'The central system answers with an error.',
    todo: 'Nothing to do; it is tried again by itself.',
  },
  rate_limited: {
    what: 'The central system asked us to wait.',
    todo: 'Nothing to do; it is tried again by itself.',
  },
  unauthorized: {
    what: 'The central system does not accept this device.',
    todo: 'The supervisor has to call the support of the central system.',
  },
  forbidden: {
    what: 'The central system has withdrawn this device’s permission.',
    todo: 'The supervisor has to call the support of the central system.',
  },
  answer_malformed: {
    what: 'What answers is not the central system.',
    todo: 'The network may want you to sign in; open it in a browser, or look at the modem.',
  },
  request_refused: {
    what: 'The central system did not accept what this application asked.',
    todo: 'Check the version of the application and call support.',
  },
  too_large: {
    what: 'A batch was too large for the central system.',
    todo: 'Nothing to do; it is tried again with smaller ones.',
  },
  signature_refused: {
    what: 'The central system did not accept this device’s signature under the events that were sent.',
    todo: 'Go on working; everything is kept here. Something may be changing them on the way: call support today.',
  },
  cursor_invalid: {
    what: 'The central system does not know where we had stopped reading.',
    todo: 'Nothing to do; everything is fetched from the start.',
  },
  sequence_conflict: {
    what: 'This device’s event numbers do not match the central system.',
    todo: 'Go on working and call support today.',
  },
  storage_failed: {
    what: 'This device’s disk could not be written.',
    todo: 'Check the free space; if it goes on, call support.',
  },
  not_activated: { what: 'This device has not been activated.', todo: 'Enter the activation code.' },
  unknown: {
    what: 'Synchronisation did not succeed.',
    todo: 'Try again later; if it goes on, call support.',
  },
}
