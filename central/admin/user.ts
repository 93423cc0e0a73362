import { randomInt } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import type { Updateable } from 'kysely'
import { uuidv7 } from 'uuidv7'
import {
  longestPassword,
  oneTimePassword,
  type PasswordProblem,
  passwordProblem,
  shortestPassword,
} from '#shared/domain/password.ts'
import type { CentralTables } from '../db/tables.ts'
import { recorded } from './action-record.ts'
import { AdminError } from './admin-error.ts'
import { type AdminContext, command, flag, type Noun, optional, required } from './command.ts'
import { findOffice, lockOffice } from './office-row.ts'
import { officeCode, roleList, text, username } from './option-values.ts'
import { done, listed, type Outcome } from './outcome.ts'

const who = {
  office: required('CODE', 'the office', officeCode),
  username: required('NAME', 'what the person signs in with', username),
}
const fromInput = {
  'password-stdin': flag(
    'the password is the first line of standard input; otherwise one is made and shown once',
  ),
  keep: flag('the person need not choose another password at the next sign-in'),
}

const list = command({
  verb: 'list',
  about: 'the people of an office',
  options: { office: who.office },
  example: '--data DIR --office 72-104',
  async run({ database }, { office: code }) {
    const { id } = await findOffice(database.db, code)
    const rows = await database.db
      .selectFrom('office_users')
      .selectAll()
      .where('office_id', '=', id)
      .orderBy('username')
      .execute()
    return listed(
      [
        { key: 'username', title: 'USERNAME' },
        { key: 'displayName', title: 'NAME' },
        { key: 'roles', title: 'ROLES' },
        { key: 'desk', title: 'DESK' },
        { key: 'active', title: 'ACTIVE' },
        { key: 'oneTimePassword', title: 'ONE-TIME PASSWORD' },
      ],
      rows.map((row) => ({
        id: row.id,
        username: row.username,
        displayName: row.display_name,
        roles: row.roles.join(','),
        desk: row.desk,
        active: row.active,
        oneTimePassword: row.must_change,
      })),
    )
  },
})

/**
 * The password to set: typed on standard input, or made (60 bits) and then shown. Whoever gets it from somebody else has to
 * choose their own first, unless the operator says otherwise.
 */
async function choosePassword(
  { readInput }: AdminContext,
  values: { username: string; 'password-stdin': boolean; keep: boolean },
) {
  const must_change = !values.keep
  if (!values['password-stdin']) {
    const made = oneTimePassword(randomInt)
    return {
      columns: { password_hash: await hash(made), must_change },
      shown: { said: ` The password, shown only now: ${made}`, json: { password: made } },
    }
  }
  const password = (await readInput()).split(/\r?\n/, 1)[0] ?? ''
  const problem = passwordProblem(password, values)
  if (problem !== null) throw new AdminError('option_invalid', `the password ${whyRefused[problem]}`)
  return { columns: { password_hash: await hash(password), must_change }, shown: { said: '', json: {} } }
}

const whyRefused: Record<PasswordProblem, string> = {
  too_short: `has at least ${shortestPassword} characters, on one line of standard input`,
  too_long: `has at most ${longestPassword} characters`,
  unreadable: 'holds what is no text',
  is_username: 'is not the user name',
  too_common: 'is one that is tried first',
  same_as_present: 'is the present one',
}

const add = command({
  verb: 'add',
  about: 'a person who can sign in at an office',
  options: {
    ...who,
    'display-name': required('NAME', 'as colleagues read it', text(120, 2)),
    roles: required('ROLES', 'reception, documents, supervisor; separated by commas', roleList),
    desk: optional('DESK', 'the desk where the person sits', text(20)),
    ...fromInput,
  },
  example:
    '--data DIR --office 72-104 --username rezaei --display-name "زهرا رضایی" --roles reception,documents',
  async run(context, values) {
    const { columns, shown } = await choosePassword(context, values)
    return recorded(context, 'user add', async (trx) => {
      const { office, revision } = await lockOffice(trx, values.office)
      const taken = await trx
        .selectFrom('office_users')
        .select('id')
        .where('office_id', '=', office.id)
        .where('username', '=', values.username)
        .executeTakeFirst()
      if (taken) {
        throw new AdminError('already_exists', `office ${office.code} has a ${values.username} already`)
      }
      const id = uuidv7()
      await trx
        .insertInto('office_users')
        .values({
          id,
          office_id: office.id,
          username: values.username,
          display_name: values['display-name'],
          roles: values.roles,
          desk: values.desk ?? null,
          ...columns,
          revision,
        })
        .execute()
      return {
        value: done(`${values.username} can sign in at office ${office.code}.${shown.said}`, {
          id,
          username: values.username,
          ...shown.json,
        }),
        target: id,
        detail: { office: office.code, roles: values.roles },
        offices: [office.id],
      }
    })
  },
})

/** Changes one person of an office, and says what was done. */
function changeUser(
  context: AdminContext,
  action: string,
  { office: code, username: name }: { office: string; username: string },
  set: Omit<Updateable<CentralTables['office_users']>, 'revision'>,
  told: {
    said: string
    json?: Readonly<Record<string, unknown>>
    detail?: Readonly<Record<string, unknown>>
  },
): Promise<Outcome> {
  return recorded(context, action, async (trx) => {
    const { office, revision } = await lockOffice(trx, code)
    const user = await trx
      .updateTable('office_users')
      .set({ ...set, revision })
      .where('office_id', '=', office.id)
      .where('username', '=', name)
      .returning('id')
      .executeTakeFirst()
    if (!user) throw new AdminError('not_found', `office ${code} has no ${name}: see "user list"`)
    return {
      value: done(`${name} of office ${code} ${told.said}`, { id: user.id, username: name, ...told.json }),
      target: user.id,
      detail: { office: code, ...told.detail },
      offices: [office.id],
    }
  })
}

const disable = command({
  verb: 'disable',
  about: 'the person can no longer sign in, as soon as the office has heard of it',
  options: who,
  example: '--data DIR --office 72-104 --username rezaei',
  run: (context, values) =>
    changeUser(context, 'user disable', values, { active: false }, { said: 'can no longer sign in.' }),
})

const enable = command({
  verb: 'enable',
  about: 'the person can sign in again',
  options: who,
  example: '--data DIR --office 72-104 --username rezaei',
  run: (context, values) =>
    changeUser(context, 'user enable', values, { active: true }, { said: 'can sign in again.' }),
})

const setRoles = command({
  verb: 'set-roles',
  about: 'what the person may do from now on',
  options: {
    ...who,
    roles: required('ROLES', 'reception, documents, supervisor; separated by commas', roleList),
  },
  example: '--data DIR --office 72-104 --username rezaei --roles supervisor',
  run: (context, { roles, ...values }) =>
    changeUser(
      context,
      'user set-roles',
      values,
      { roles },
      {
        said: `is ${roles.join(' and ')}.`,
        json: { roles },
        detail: { roles },
      },
    ),
})

const setPassword = command({
  verb: 'set-password',
  about: 'another password, for one time unless --keep is given',
  options: { ...who, ...fromInput },
  example: '--data DIR --office 72-104 --username rezaei',
  async run(context, values) {
    const { columns, shown } = await choosePassword(context, values)
    return changeUser(context, 'user set-password', values, columns, {
      said: `has another password.${shown.said}`,
      json: shown.json,
    })
  },
})

export const user: Noun = {
  noun: 'user',
  about: 'people of an office and what they may do',
  commands: [list, add, disable, enable, setRoles, setPassword],
}
