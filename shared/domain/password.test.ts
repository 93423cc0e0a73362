import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { longestPassword, oneTimePassword, passwordProblem } from './password.ts'

const problem = (password: string, present: string | null = null) =>
  passwordProblem(password, { username: 'z.rezaei-demo', present })

describe('what is not taken as a password', () => {
  it.each([
    ['too_short', 'ab3-xyz'],
    ['too_short', '😀😀😀😀😀😀😀'],
    ['too_long', `${'x'.repeat(longestPassword)}y`],
    ['unreadable', 'abcdefgh\ud800'],
    ['is_username', 'Z.Rezaei-Demo'],
    ['too_common', 'PassWord123'],
    ['too_common', '12345678'],
    ['too_common', '۱۲۳۴۵۶۷۸۹'],
    ['too_common', 'pishkhan-demo'],
    ['too_common', 'zzzzzzzzzz'],
    ['too_common', '1212121212'],
  ])('%s: %s', (why, password) => {
    expect(problem(password)).toBe(why)
  })

  it('the one that it is to replace', () => {
    expect(problem('a garden in spring', 'a garden in spring')).toBe('same_as_present')
    expect(problem('a garden in autumn', 'a garden in spring')).toBeNull()
  })
})

it.each(['a garden in spring', 'باغ در بهار', 'lowercaseonly', '73519264', `${'x'.repeat(60)}yz`])(
  'nothing is asked about kinds of characters: %s',
  (password) => {
    expect(problem(password)).toBeNull()
  },
)

describe('a one-time password', () => {
  it('has twelve characters of 31 in groups of four, and is one that is taken', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 12, maxLength: 12 }), (drawn) => {
        const next = drawn.values()
        const made = oneTimePassword((limit) => {
          expect(limit).toBe(31)
          return next.next().value ?? 0
        })
        expect(made).toMatch(/^[2-9a-hjkmnp-z]{4}-[2-9a-hjkmnp-z]{4}-[2-9a-hjkmnp-z]{4}$/)
      }),
    )
  })

  it('uses the whole alphabet', () => {
    let index = 0
    const made = Array.from({ length: 3 }, () => oneTimePassword((limit) => index++ % limit)).join('')
    expect(new Set(made.replaceAll('-', '')).size).toBe(31)
  })
})
