import { describe, expect, it } from 'vitest'
import { readOptions } from './options.ts'

describe('readOptions', () => {
  it.each([
    [
      ['--central', 'http://localhost:1', '--activation', 'ABC'],
      { centralUrl: 'http://localhost:1', activationCode: 'ABC' },
    ],
    [
      ['--central=https://central.example', '--data-dir=/x y'],
      { centralUrl: 'https://central.example', dataDir: '/x y' },
    ],
    [['--restore', 'newest'], { restore: 'newest' }],
    [['electron', '.', '--no-sandbox', '--type=x'], {}],
    [['--clock', '2026-11-22T06:52:00.000Z'], { clockStart: '2026-11-22T06:52:00.000Z' }],
  ])('reads %j', (argv, options) => expect(readOptions(argv)).toEqual(options))

  it.each([
    ['an address that is no address', ['--central', 'nonsense']],
    ['an address of another scheme', ['--central=file:///etc/passwd']],
    ['a value that is missing at the end', ['--data-dir']],
    ['a value that is the next name', ['--activation', '--no-sandbox']],
    ['a clock that shows no time', ['--clock=soon']],
    ['an empty value', ['--data-dir=']],
    ['names of the prototype', ['--constructor=x', 'constructor', 'x']],
  ])('leaves out %s', (_what, argv) => expect(readOptions(argv)).toEqual({}))
})
