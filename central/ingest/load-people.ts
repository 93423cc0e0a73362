import type { PoolClient } from 'pg'
import { isUserEvent, type UserEvent } from '#shared/domain/event.ts'
import type { OfficeUser } from '#shared/domain/office-user.ts'
import type { Push } from './load.ts'
import type { ReadEvent } from './read-event.ts'

const peopleSql = `
  SELECT office_id, id, username, display_name AS "displayName", roles, desk, password_hash AS "passwordHash",
         must_change AS "mustChangePassword", active, applied_event_ids AS "appliedEventIds"
  FROM office_users WHERE office_id = ANY($1::uuid[])`
const elsewhereSql = 'SELECT id FROM office_users WHERE id = ANY($1::uuid[])'

/** What events of people are judged by. */
export type PeopleView = {
  people: Map<string, OfficeUser>
  /** Ids that somebody, of whatever office, has already. */
  takenIds: ReadonlySet<string>
}

const userEventsOf = (events: readonly ReadEvent[]): UserEvent[] =>
  events.flatMap(({ event }) => (event !== null && isUserEvent(event) ? [event] : []))

/** The people of the offices in whose pushes somebody of the office is added or changed, by office; others have no entry. */
export async function loadPeople(
  client: PoolClient,
  pushes: readonly Push[],
): Promise<Map<string, PeopleView>> {
  const concerned = pushes.filter(({ events }) => userEventsOf(events).length > 0)
  if (concerned.length === 0) return new Map()
  const added = concerned
    .flatMap(({ events }) => userEventsOf(events))
    .flatMap((event) => (event.type === 'user_added' ? [event.payload.user.id] : []))
  const officeIds = concerned.map(({ officeId }) => officeId)
  const [rows, taken] = await Promise.all([
    client.query<OfficeUser & { office_id: string }>({
      name: 'ingest_people',
      text: peopleSql,
      values: [officeIds],
    }),
    client.query<{ id: string }>({ name: 'ingest_taken_ids', text: elsewhereSql, values: [added] }),
  ])
  const takenIds = new Set(taken.rows.map(({ id }) => id))
  const rowsOf = Map.groupBy(rows.rows, ({ office_id }) => office_id)
  return new Map(
    officeIds.map((officeId) => [
      officeId,
      {
        people: new Map(rowsOf.get(officeId)?.map(({ office_id: _, ...user }) => [user.id, user])),
        takenIds,
      },
    ]),
  )
}
