import { traverseContractProcedures } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Access } from '#shared/contract/office.ts'
import { officeContract } from '#shared/contract/office.ts'
import type { Role } from '#shared/domain/state.ts'
import { roles } from '#shared/domain/state.ts'
import { seedUsers } from '#tests/support/seed-store.ts'
import type { Desk, TestCore } from '#tests/support/test-core.ts'
import { openTestCore, refusalOf, signIn } from '#tests/support/test-core.ts'
import { decideAccess } from './access.ts'

/**
 * Who may call what, written out here a second time on purpose: a change of the contract's meta by mistake must fail.
 * r: reception, d: documents, s: supervisor; everybody: without signing in.
 */
const table: Record<string, string> = {
  'device.status': 'everybody',
  'device.reach': 'everybody',
  'device.activate': 'everybody',
  'session.signIn': 'everybody',
  'session.signOut': 'rds',
  'session.changePassword': 'rds',
  'session.current': 'everybody',
  'day.list': 'rds',
  'day.calendar': 'rds',
  'day.markNoShows': 's',
  'day.close': 's',
  'day.closingReport': 's',
  'day.reopen': 's',
  'visit.get': 'rds',
  'visit.find': 'rds',
  'visit.checkIn': 'rs',
  'visit.undoCheckIn': 'rs',
  'visit.recordReturn': 'rs',
  'visit.serve': 'ds',
  'visit.markNoShow': 's',
  'visit.reverseNoShow': 's',
  'documents.decide': 'ds',
  'documents.correct': 'ds',
  'documents.conclude': 'ds',
  'schedule.get': 'rds',
  'schedule.recordCopy': 'rds',
  'paper.beginSlip': 'rds',
  'paper.beginReport': 's',
  'paper.end': 'rds',
  'paper.unprinted': 'rds',
  'people.list': 's',
  'people.add': 's',
  'people.change': 's',
  'people.resetPassword': 's',
  'log.list': 's',
  'log.count': 's',
  'log.people': 's',
  'log.verify': 's',
  'log.export': 's',
  'reports.get': 's',
  'citizen.register': 'rs',
  'citizen.recover': 'rs',
  'citizen.status': 'rds',
  'citizen.offices': 'rs',
  'citizen.slots': 'rs',
  'citizen.book': 'rs',
  'citizen.change': 'rs',
  'citizen.cancel': 'rs',
  'walkIn.room': 'rs',
  'walkIn.find': 'rs',
  'walkIn.admit': 'rs',
  'sync.status': 'rds',
  'sync.now': 'rds',
  'sync.tray': 's',
  'sync.retry': 's',
  'sync.withdraw': 's',
  'diagnostics.collect': 's',
  'exchange.waiting': 's',
  'exchange.exportEvents': 's',
  'exchange.importList': 's',
  'condition.get': 'everybody',
  'condition.acknowledgeRecovery': 's',
  'condition.takeOver': 's',
  'escrow.state': 's',
  'escrow.make': 's',
  'escrow.confirm': 's',
  'escrow.postpone': 's',
  'backup.list': 's',
  'backup.make': 's',
  'backup.restore': 's',
  'queue.get': 'rds',
  'queue.callNext': 'ds',
  'queue.call': 'ds',
  'queue.recall': 'ds',
  'queue.skip': 'ds',
  'queue.handOver': 'ds',
  'display.watch': 'everybody',
  'live.watch': 'rds',
}

const procedures: { name: string; path: readonly string[]; access: Access }[] = []
traverseContractProcedures({ router: officeContract, path: [] }, ({ path, contract }) => {
  procedures.push({ name: path.join('.'), path, access: contract['~orpc'].meta.access })
})

const userOfRole = { reception: 'paziresh', documents: 'madarek', supervisor: 'masoul' } as const
const callers: (Role | null)[] = [null, ...roles]

let office: TestCore
const desks = new Map<Role | null, Desk>()
beforeAll(async () => {
  office = openTestCore()
  for (const role of callers) {
    const desk = office.portDesk()
    if (role) await signIn(desk, userOfRole[role])
    desks.set(role, desk)
  }
})
afterAll(() => office.close())

/** Calls by name with an input that no schema takes, so that an allowed call ends at the schema and changes nothing. */
function callWithNonsense(role: Role | null, path: readonly string[]): Promise<unknown> {
  let target: unknown = desks.get(role)?.client
  for (const key of path) target = (target as Record<string, unknown>)[key]
  return (target as (input: unknown) => Promise<unknown>)(Symbol.for('nonsense').description)
}

test('the table names every procedure of the contract', () => {
  expect(procedures.map(({ name }) => name).toSorted()).toEqual(Object.keys(table).toSorted())
})

describe.each(procedures)('$name', ({ name, path }) => {
  test.each(callers)('called by %s', async (role) => {
    // Signing out takes no input and would end the session that the other rows need.
    if (name === 'session.signOut' && role !== null) {
      const desk = office.portDesk()
      await signIn(desk, userOfRole[role])
      expect(await desk.client.session.signOut()).toEqual({})
      expect((await desk.client.session.current()).user).toBeNull()
      return
    }
    const allowed = table[name] === 'everybody' || (role !== null && table[name]?.includes(role.charAt(0)))
    const outcome = await callWithNonsense(role, path).then(
      () => ({ code: 'answered', defined: true, data: undefined }),
      (error: unknown) => refusalOf(Promise.reject(error)),
    )
    if (allowed)
      expect(['answered', 'BAD_REQUEST', 'CENTRAL_UNREACHABLE', 'EXCHANGE_KEYS_MISSING']).toContain(
        outcome.code,
      )
    else if (role === null) expect(outcome).toMatchObject({ code: 'SIGN_IN_REQUIRED', defined: true })
    else
      expect(outcome).toMatchObject({ code: 'FORBIDDEN', defined: true, data: { needs: expect.any(Array) } })
  })
})

describe('fails closed', () => {
  const everyRole = { ...seedUsers.masoul, roles: [...roles] }
  test.each<[string, unknown]>([
    ['no access named', undefined],
    ['null', null],
    ['an unknown word', 'everyone'],
    ['an empty list', []],
    ['a list of unknown roles', ['manager']],
    ['a string that holds a role', 'supervisor'],
    ['an object', { supervisor: true }],
  ])('%s lets nobody in', (_title, access) => {
    expect(decideAccess(access as Access, everyRole)).toMatchObject({ allowed: false })
    expect(decideAccess(access as Access, null)).toEqual({ allowed: false, why: 'sign_in_required' })
  })

  test('a user without roles may do only what everybody signed in may', () => {
    const nobody = { ...seedUsers.masoul, roles: [] }
    expect(decideAccess('signed_in', nobody)).toEqual({ allowed: true })
    expect(decideAccess(['reception'], nobody)).toMatchObject({ allowed: false, needs: ['reception'] })
  })
})
