import { randomInt } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import type { Updateable } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { isStorable } from '#shared/domain/free-text.ts'
import type { CentralTables } from '../db/tables.ts'
import { recorded } from './action-record.ts'
import { AdminError } from './admin-error.ts'
import { type AdminContext, command, flag, type Noun, optional, required } from './command.ts'
import { findOffice, lockOffice } from './office-row.ts'
import { officeCode, roleList, text, username } from './option-values.ts'
import { done, listed, type Outcome } from './outcome.ts'

/** Without characters that are taken for one another: it is read from one screen and typed at another. */
const PASSWORD_ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz'
const SHORTEST_PASSWORD = 8
const LONGEST_PASSWORD = 200

const who = {
  office: required('CODE', 'the office', officeCode),
  username: required('NAME', 'what the person signs in with', username),
}
const fromInput = {
  'password-stdin': flag(
    'the password is the first line of standard input; otherwise one is made and shown once',
  ),
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
      ],
      rows.map((row) => ({
        id: row.id,
        username: row.username,
        displayName: row.display_name,
        roles: row.roles.join(','),
        desk: row.desk,
        active: row.active,
      })),
    )
  },
})

/** The password to set: typed on standard input, or made (60 bits) and then shown. */
async function choosePassword({ readInput }: AdminContext, typed: boolean) {
  if (!typed) {
    const letters = Array.from({ length: 12 }, () => PASSWORD_ALPHABET[randomInt(PASSWORD_ALPHABET.length)])
    const made = letters.join('').replace(/(.{4})(?=.)/g, '$1-')
    return {
      passwordHash: await hash(made),
      shown: { said: ` The password, shown only now: ${made}`, json: { password: made } },
    }
  }
  const password = (await readInput()).split(/\r?\n/, 1)[0] ?? ''
  if (password.length < SHORTEST_PASSWORD || password.length > LONGEST_PASSWORD || !isStorable(password)) {
    throw new AdminError(
      'option_invalid',
      `a password has ${SHORTEST_PASSWORD} to ${LONGEST_PASSWORD} characters, on one line of standard input`,
    )
  }
  return { passwordHash: await hash(password), shown: { said: '', json: {} } }
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
    const { passwordHash, shown } = await choosePassword(context, values['password-stdin'])
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
          password_hash: passwordHash,
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
  about: 'another password',
  options: { ...who, ...fromInput },
  example: '--data DIR --office 72-104 --username rezaei',
  async run(context, values) {
    const { passwordHash, shown } = await choosePassword(context, values['password-stdin'])
    return changeUser(
      context,
      'user set-password',
      values,
      { password_hash: passwordHash },
      {
        said: `has another password.${shown.said}`,
        json: shown.json,
      },
    )
  },
})

export const user: Noun = {
  noun: 'user',
  about: 'people of an office and what they may do',
  commands: [list, add, disable, enable, setRoles, setPassword],
}
