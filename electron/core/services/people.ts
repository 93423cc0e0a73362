import { randomInt } from 'node:crypto'
import { V7Generator } from 'uuidv7'
import type { OfficeUser } from '#shared/contract/central.ts'
import type { Colleague } from '#shared/contract/office.ts'
import { compareNames } from '#shared/domain/collation.ts'
import { toAsciiDigits } from '#shared/domain/digits.ts'
import type { NewUser, UserChanges } from '#shared/domain/office-user.ts'
import { oneTimePassword } from '#shared/domain/password.ts'
import { normalizeText } from '#shared/domain/persian-text.ts'
import { hashPassword } from '../auth/password.ts'
import { NotFoundError } from './failure.ts'
import type { OfficeContext, UserActor } from './office-context.ts'
import type { Recording } from './record-event.ts'
import { record } from './record-event.ts'
import { publicUser } from './session.ts'

/** A password that was made for somebody; it is told once and kept nowhere. */
export type HandedOver = { colleague: Colleague; oneTimePassword: string }

/**
 * The people of the office as its supervisor manages them, with or without a line. Who is put out of service, or whose
 * password is reset, is signed out by that. Each of the three that change something throws what `record` throws.
 */
export type PeopleService = {
  /** By name, in Persian order. */
  list(): Colleague[]
  add(actor: UserActor, user: NewUser): Promise<HandedOver>
  change(actor: UserActor, userId: string, changes: UserChanges): Colleague
  resetPassword(actor: UserActor, userId: string): Promise<HandedOver>
}

const ids = new V7Generator()

export function createPeopleService(context: OfficeContext): PeopleService {
  const { store } = context

  const toColleague = (user: OfficeUser, syncs = store.events.syncOfPeople()): Colleague => ({
    ...publicUser(user),
    active: user.active,
    sync: syncs.get(user.id) ?? 'sent',
  })
  const handOver = async (
    actor: UserActor,
    work: (recording: Recording, passwordHash: string) => OfficeUser,
  ): Promise<HandedOver> => {
    const made = oneTimePassword(randomInt)
    const passwordHash = await hashPassword(made)
    const user = record(context, actor, (recording) => work(recording, passwordHash))
    return { colleague: toColleague(user), oneTimePassword: made }
  }
  const refuseUnknown = (userId: string) => {
    if (store.users.get(userId) === undefined) throw new NotFoundError()
  }

  return {
    list() {
      const syncs = store.events.syncOfPeople()
      return store.users
        .all()
        .sort((a, b) => compareNames(a.displayName, b.displayName))
        .map((user) => toColleague(user, syncs))
    },
    add: (actor, user) =>
      handOver(actor, (recording, passwordHash) => {
        const id = ids.generateOrResetWithTs(Date.parse(recording.moment.deviceTime)).toString()
        const { displayName, desk } = user
        const added = { ...user, id, displayName: normalizeText(displayName), desk: cleanDesk(desk) }
        return recording.actOnUser({ type: 'user_added', payload: { user: added, passwordHash } })
      }),
    change(actor, userId, changes) {
      refuseUnknown(userId)
      return toColleague(
        record(context, actor, (recording) =>
          recording.actOnUser({ type: 'user_changed', payload: { userId, changes: cleanChanges(changes) } }),
        ),
      )
    },
    resetPassword: async (actor, userId) => {
      refuseUnknown(userId)
      return handOver(actor, (recording, passwordHash) =>
        recording.actOnUser({
          type: 'password_set',
          payload: { userId, passwordHash, oneTime: true },
        }),
      )
    },
  }
}

/** As every other text is stored: Persian letters of one form, ASCII digits. */
const cleanDesk = (desk: string | null) => desk && toAsciiDigits(normalizeText(desk))

function cleanChanges({ displayName, desk, ...changes }: UserChanges): UserChanges {
  return {
    ...changes,
    ...(displayName === undefined ? {} : { displayName: normalizeText(displayName) }),
    ...(desk === undefined ? {} : { desk: cleanDesk(desk) }),
  }
}
