import type { ClientBase } from 'pg'
import { uuidv7 } from 'uuidv7'

/** A text to a citizen's mobile. `kind` says what for, such as `registered`: for the operator's figures. */
export type CitizenMessage = { mobile: string; kind: string; body: string }

/** Longest body that is sent. */
const LONGEST_BODY = 1000

/** How the central system reaches a citizen's mobile. */
export type MessageGateway = {
  /**
   * Hands over messages in the transaction that gives cause for them: they go out if, and only if, it is committed. The
   * same statement is run for none as for some, so that nobody can tell from the time whether there was one.
   */
  send(client: Pick<ClientBase, 'query'>, messages: readonly CitizenMessage[], at: Date): Promise<void>
}

const sendSql = `
  INSERT INTO messages (id, mobile, kind, body, created_at)
  SELECT id, mobile, kind, body, $5 FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[])
         AS row (id, mobile, kind, body)`

/**
 * The embedded gateway: messages lie in the table `messages` until somebody takes them (`delivered_at`). An operator
 * connects the provider of short messages there; the demonstration shows them (`/demo/outbox`).
 */
export const outbox: MessageGateway = {
  send: async (client, messages, at) => {
    await client.query({
      name: 'send_messages',
      text: sendSql,
      values: [
        messages.map(() => uuidv7()),
        messages.map(({ mobile }) => mobile),
        messages.map(({ kind }) => kind),
        messages.map(({ body }) => body.slice(0, LONGEST_BODY)),
        at.toISOString(),
      ],
    })
  },
}

/** A text of the catalogue with its blanks filled. */
export function fillMessage(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_blank, name: string) => values[name] ?? '')
}
