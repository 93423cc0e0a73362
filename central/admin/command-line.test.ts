import { expect, test } from 'vitest'
import { readCommandLine } from './command-line.ts'
import { nouns } from './command-table.ts'
import { runAdmin } from './run-admin.ts'

async function typed(...args: string[]) {
  let [out, err] = ['', '']
  const code = await runAdmin(args, {
    print: (text) => {
      out += text
    },
    complain: (text) => {
      err += text
    },
    readInput: async () => '',
  })
  return { code, out, err }
}

test('help at every level, for every command, with an example that can be read', async () => {
  expect((await typed()).out).toContain('NOUN VERB')
  expect((await typed('--help')).code).toBe(0)
  for (const noun of nouns) {
    expect((await typed(noun.noun, '--help')).out).toContain(`${noun.noun} ${noun.commands[0]?.verb}`)
    for (const command of noun.commands) {
      const help = await typed(noun.noun, command.verb, '--help')
      expect(help).toMatchObject({ code: 0, err: '' })
      expect(help.out).toContain(command.example)
      const words = command.example.match(/"[^"]*"|\S+/g)?.map((word) => word.replaceAll('"', '')) ?? []
      expect(readCommandLine(nouns, [noun.noun, command.verb, ...words]).kind).toBe('run')
    }
  }
})

test.each([
  [['nothing', 'list', '--data', 'x'], 'there is no "nothing"'],
  [['office'], 'office knows list'],
  [['office', 'paint', '--data', 'x'], 'office knows list'],
  [['--data', 'x', 'office', 'list'], 'first what'],
  [['office', 'list'], 'either --data or --database-url'],
  [['office', 'list', '--data', 'x', '--database-url', 'y'], 'either --data or --database-url'],
  [['office', 'list', '--data', 'x', '--colour', 'red'], 'colour'],
  [['office', 'list', 'surplus', '--data', 'x'], 'surplus'],
  [['office', 'list', '--data', 'x', '--data', 'y'], '--data is given twice'],
  [['office', 'show', '--data', 'x'], 'CODE is missing'],
  [['office', 'show', '1', '2', '--data', 'x'], 'one code only'],
  [['device', 'revoke', 'mine', '--data', 'x'], 'DEVICE is an id'],
  [['office', 'list', '--data', 'x', '--clock', 'noon'], '--clock is an instant'],
])('%j is not understood: exit code 2', async (args, message) => {
  const answer = await typed(...args)
  expect(answer).toMatchObject({ code: 2, out: '' })
  expect(answer.err).toContain(message)
  const { error } = JSON.parse((await typed(...args, '--json')).err)
  expect(['usage', 'option_invalid']).toContain(error.code)
})

test('a database that does not answer, and a folder without one, are told without a password', async () => {
  const url = 'postgresql://u:secret@127.0.0.1:1/db'
  const answer = await typed('office', 'list', '--database-url', url)
  expect(answer.code).toBe(1)
  expect(answer.err).toContain('ECONNREFUSED')
  expect(answer.err).not.toContain('secret')
  expect((await typed('office', 'list', '--data', '/nowhere/at/all')).err).toContain('data_dir_unknown')
})
