import { describe, expect, it } from 'vitest'
import { catalogues } from '#shared/i18n/catalogues.ts'
import { type Command, findCommands } from './find-commands.ts'
import { otherLanguage } from './other-language.ts'

const command = (label: string, more: Partial<Command> = {}): Command => ({
  id: label,
  label,
  alsoCalled: null,
  section: 'همه‌جا',
  keys: null,
  unavailable: null,
  run: () => undefined,
  ...more,
})
const labels = (found: readonly Command[]) => found.map(({ label }) => label)

const commands = [
  command('چاپ فهرست'),
  command('رفتن به چاپ'),
  command('گزارش رویدادها'),
  command('کلید بازیابی'),
  command('روز پیش'),
]

describe('commands found by what is typed', () => {
  it.each([
    ['Arabic letters', 'كليد', ['کلید بازیابی']],
    ['a half space left out', 'رویداد ها', ['گزارش رویدادها']],
    ['words in any order', 'رویدادها گزارش', ['گزارش رویدادها']],
    ['kashida', 'گـزارش', ['گزارش رویدادها']],
    ['nothing of the kind', 'پرواز', []],
  ])('%s', (_what, query, expected) => expect(labels(findCommands(commands, query, []))).toEqual(expected))

  it('puts what begins with it first, then what was used last, then what cannot be done now', () => {
    expect(labels(findCommands(commands, 'چاپ', []))).toEqual(['چاپ فهرست', 'رفتن به چاپ'])
    const printers = [command('چاپ', { unavailable: 'چاپگر نیست' }), command('چاپ روز'), command('چاپ فردا')]
    expect(labels(findCommands(printers, 'چاپ', ['چاپ فردا']))).toEqual(['چاپ فردا', 'چاپ روز', 'چاپ'])
  })

  it('begins with the ones used last when nothing is typed', () => {
    expect(labels(findCommands(commands, ' ', ['روز پیش', 'گزارش رویدادها'])).slice(0, 2)).toEqual([
      'روز پیش',
      'گزارش رویدادها',
    ])
  })

  it('knows every label of the catalogue by its name in the other language too', () => {
    const { fa, en } = catalogues
    const alsoCalled = otherLanguage(fa.shortcuts.placeLog, 'fa')
    const found = findCommands([command(fa.shortcuts.placeLog, { alsoCalled })], 'report', [])
    expect(labels(found)).toEqual([fa.shortcuts.placeLog])
    expect(otherLanguage(en.closing.button, 'en')).toBe(fa.closing.button)
    expect(otherLanguage('no text of ours', 'en')).toBeNull()
  })
})
