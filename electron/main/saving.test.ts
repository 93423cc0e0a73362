import { describe, expect, it } from 'vitest'
import { fileNameOf } from './saving.ts'

describe('fileNameOf', () => {
  it.each([
    ['فهرست نوبت‌های روز ۱۴۰۴-۰۵-۱۲', 'فهرست نوبت‌های روز ۱۴۰۴-۰۵-۱۲.pdf'],
    ['list.PDF', 'list.pdf'],
    ['../../etc/passwd', 'etc passwd.pdf'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j.pdf'],
    ['\u202Egnp.exe\n', 'gnp.exe.pdf'],
    ['  ..  ', 'pishkhan.pdf'],
    ['', 'pishkhan.pdf'],
  ])('makes a file name of %j', (suggested, name) => expect(fileNameOf(suggested, 'pdf')).toBe(name))

  it('is never too long for a file system', () => {
    expect(Buffer.byteLength(fileNameOf('ف'.repeat(500), 'json'))).toBeLessThanOrEqual(255)
  })
})
