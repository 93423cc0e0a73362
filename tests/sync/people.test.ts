import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { demoOffice, demoPassword } from '#central/demo/office.ts'
import { InvalidCredentialsError } from '#core/services/session.ts'
import { type JoinedOffice, joinOffice } from '#tests/support/joined-office.ts'
import { startTestCentral, type TestCentral } from '#tests/support/postgres.ts'
import { until } from '#tests/support/synced-office.ts'

/** The people of an office at two of its devices and at the real central system. */

let central: TestCentral
let one: JoinedOffice
let other: JoinedOffice
beforeEach(async () => {
  central = await startTestCentral({ seed: 'demo' })
  one = await joinOffice(central)
  other = await joinOffice(central)
})
afterEach(async () => {
  await one.close()
  await other.close()
  await central.close()
})

const rezaei = {
  username: 'rezaei',
  displayName: 'زهرا رضایی',
  roles: ['reception' as const],
  desk: '3',
}
const ownPassword = 'یک باغ در بهار'
const userAt = (office: JoinedOffice, username = 'rezaei') => office.store.users.byUsername(username)
/** As a desk would: gives what was signed in, or throws. */
const signIn = (office: JoinedOffice, password: string, username = 'rezaei') => {
  const session = office.newSession()
  return office.sessions.signIn(session, username, password).then((user) => ({ session, user }))
}
const choosePassword = async (office: JoinedOffice, present: string, password: string) => {
  const { session } = await signIn(office, present)
  const user = session.user()
  if (!user) throw new Error('nobody is signed in')
  await office.sessions.changePassword(session, user, { present, password })
}
async function mend(office: JoinedOffice) {
  office.line.mend()
  await office.sync.syncNow()
  await office.settled()
  await office.sync.syncNow()
}
const pulled = (condition: () => unknown, what: string) => until(condition, what, 20_000)

describe('what was done to people without a line', () => {
  it('holds here at once, and at the other device when both have been in touch', async () => {
    one.line.cut()
    const { colleague, oneTimePassword } = await one.people.add(await one.holding('supervisor'), rezaei)
    await choosePassword(one, oneTimePassword, ownPassword)
    expect(one.people.list().find(({ id }) => id === colleague.id)).toMatchObject({
      sync: 'queued',
      mustChangePassword: false,
    })
    await expect(signIn(other, ownPassword)).rejects.toBeInstanceOf(InvalidCredentialsError)

    await mend(one)
    expect(one.people.list().find(({ id }) => id === colleague.id)?.sync).toBe('sent')
    await pulled(() => userAt(other), 'the new colleague at the other device')
    await expect(signIn(other, oneTimePassword)).rejects.toBeInstanceOf(InvalidCredentialsError)
    const { session, user } = await signIn(other, ownPassword)
    expect(user).toMatchObject({ ...rezaei, id: colleague.id, mustChangePassword: false })
    expect(userAt(one)).toEqual(userAt(other))

    // The other way: a reset there ends the session here, once it is known.
    const here = await signIn(one, ownPassword)
    const reset = await other.people.resetPassword(await other.holding('supervisor'), colleague.id)
    expect(session.user()).toBeNull()
    await pulled(() => userAt(one)?.mustChangePassword, 'the reset at the first device')
    expect(here.session.user()).toBeNull()
    await expect(signIn(one, ownPassword)).rejects.toBeInstanceOf(InvalidCredentialsError)
    expect((await signIn(one, reset.oneTimePassword)).user.mustChangePassword).toBe(true)
  })

  it('stands on top of what the central system changed meanwhile, and merges with it', async () => {
    const madarek = userAt(one, 'madarek')
    if (!madarek) throw new Error('the demonstration has madarek')
    one.line.cut()
    const supervisor = await one.holding('supervisor')
    one.people.change(supervisor, madarek.id, { desk: '9' })
    other.people.change(supervisor, madarek.id, {
      displayName: 'نام تازه',
      roles: ['reception', 'documents'],
    })
    await other.settled()
    await mend(one)
    await pulled(() => userAt(other, 'madarek')?.desk === '9', 'the desk at the other device')
    for (const office of [one, other]) {
      expect(userAt(office, 'madarek')).toMatchObject({
        desk: '9',
        displayName: 'نام تازه',
        roles: ['reception', 'documents'],
      })
    }
    expect(userAt(one, 'madarek')).toEqual(userAt(other, 'madarek'))
  })
})

describe('a conflict lies in the supervisor’s tray', () => {
  it('a user name that was given meanwhile: the person signs in no more, and what they did is kept', async () => {
    one.line.cut()
    const supervisor = await one.holding('supervisor')
    const { colleague, oneTimePassword } = await one.people.add(supervisor, rezaei)
    await choosePassword(one, oneTimePassword, ownPassword)
    const working = await signIn(one, ownPassword)
    const [row] = one.rows()
    const actor = {
      kind: 'user' as const,
      userId: colleague.id,
      displayName: rezaei.displayName,
      roles: rezaei.roles,
    }
    one.visits.checkIn(actor, row?.id ?? '', null)

    const theirs = await other.people.add(await other.holding('supervisor'), {
      ...rezaei,
      displayName: 'علی رضایی',
    })
    await other.settled()
    await mend(one)

    expect(one.tray.list()).toMatchObject([
      {
        appointmentId: null,
        name: 'زهرا رضایی',
        code: 'username_taken',
        successors: 1,
        event: { type: 'user_added', payload: { user: { username: 'rezaei' } } },
      },
    ])
    expect(JSON.stringify(one.tray.list())).not.toContain('argon2')
    await pulled(() => userAt(one)?.id === theirs.colleague.id, 'the one who has the name')
    expect(working.session.user()).toBeNull()
    expect(one.people.list().map(({ id }) => id)).not.toContain(colleague.id)
    // Nobody's arrival is lost by it.
    const { rows } = await central.pool.query(
      `SELECT body -> 'checkedInBy' ->> 'displayName' AS by FROM appointments WHERE id = $1`,
      [row?.id],
    )
    expect(rows).toEqual([{ by: 'زهرا رضایی' }])

    const [entry] = one.tray.list()
    const eventId = entry?.event.eventId ?? ''
    expect(() => one.tray.retry(supervisor, eventId)).toThrow(
      expect.objectContaining({ refusal: { code: 'username_taken' } }),
    )
    expect(one.tray.withdraw(supervisor, eventId, 'نام دیگری داده شد')).toEqual([])
    const again = await one.people.add(supervisor, { ...rezaei, username: 'rezaei2' })
    await one.settled()
    await pulled(() => userAt(other, 'rezaei2'), 'the other name at the other device')
    expect(again.colleague.username).toBe('rezaei2')
  })

  it('two supervisors put each other out of service: the first that is heard of counts, and one is left', async () => {
    const supervisor = await one.holding('supervisor')
    const { colleague, oneTimePassword } = await one.people.add(supervisor, {
      ...rezaei,
      roles: ['supervisor'],
    })
    await choosePassword(one, oneTimePassword, ownPassword)
    await one.settled()
    await pulled(() => userAt(other)?.mustChangePassword === false, 'the second supervisor')

    one.line.cut()
    const second = {
      kind: 'user' as const,
      userId: colleague.id,
      displayName: rezaei.displayName,
      roles: ['supervisor' as const],
    }
    one.people.change(second, supervisor.userId, { active: false })
    other.people.change(supervisor, colleague.id, { active: false })
    await other.settled()
    await mend(one)
    expect(one.tray.list()).toMatchObject([{ code: 'actor_out_of_service', name: expect.any(String) }])
    await pulled(() => userAt(one)?.active === false, 'who is out of service')
    const { rows } = await central.pool.query(
      `SELECT id FROM office_users WHERE office_id = $1 AND active AND 'supervisor' = ANY(roles)`,
      [demoOffice.id],
    )
    expect(rows).toEqual([{ id: supervisor.userId }])
    expect(one.store.users.get(supervisor.userId)?.active).toBe(true)
    await signIn(one, demoPassword, one.store.users.get(supervisor.userId)?.username)
  })
})
