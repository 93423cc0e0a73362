import { recorded } from './action-record.ts'
import { AdminError } from './admin-error.ts'
import { command, type Noun, required } from './command.ts'
import { areaCode, text } from './option-values.ts'
import { done, listed } from './outcome.ts'

const list = command({
  verb: 'list',
  about: 'the provinces with their area codes and the number of their offices',
  options: {},
  example: '--data DIR',
  async run({ database }) {
    const rows = await database.db
      .selectFrom('provinces')
      .leftJoin('offices', 'offices.province', 'provinces.name')
      .select(({ fn }) => [
        'provinces.name',
        'provinces.area_code as areaCode',
        fn.count<number>('offices.id').as('offices'),
      ])
      .groupBy(['provinces.name', 'provinces.area_code'])
      .orderBy('provinces.area_code')
      .execute()
    return listed(
      [
        { key: 'areaCode', title: 'AREA' },
        { key: 'name', title: 'PROVINCE' },
        { key: 'offices', title: 'OFFICES' },
      ],
      rows,
    )
  },
})

const add = command({
  verb: 'add',
  about: 'a province that offices can lie in',
  options: {
    name: required('NAME', 'as citizens read it', text(60)),
    'area-code': required('CODE', 'telephone code of its capital, such as 021', areaCode),
  },
  example: '--data DIR --name یزد --area-code 035',
  run: (context, { name, 'area-code': code }) =>
    recorded(context, 'province add', async (trx) => {
      const taken = await trx
        .selectFrom('provinces')
        .select('name')
        .where((eb) => eb.or([eb('name', '=', name), eb('area_code', '=', code)]))
        .executeTakeFirst()
      if (taken) throw new AdminError('already_exists', `${taken.name} has this name or area code`)
      await trx.insertInto('provinces').values({ name, area_code: code }).execute()
      return { value: done(`Province ${name} (${code}) is there.`, { name, areaCode: code }), target: name }
    }),
})

export const province: Noun = { noun: 'province', about: 'provinces', commands: [list, add] }
