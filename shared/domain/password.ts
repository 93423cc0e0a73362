import { toAsciiDigits } from './digits.ts'

/**
 * What a password has to be (NIST SP 800-63B): long enough, and not what everybody tries first. Nothing is asked about
 * kinds of characters, and nobody has to change one because time has passed.
 */
export const shortestPassword = 8
export const longestPassword = 128

export const passwordProblems = [
  'too_short',
  'too_long',
  'unreadable',
  'is_username',
  'too_common',
  'same_as_present',
] as const
export type PasswordProblem = (typeof passwordProblems)[number]

/** The passwords that are tried first, of those that are long enough: from published lists, and from keyboards here. */
const commonest = new Set(
  `12345678 123456789 1234567890 0123456789 87654321 987654321 9876543210 12341234 12344321 11223344 123123123 123321123
   123454321 147258369 159753456 password password1 password12 password123 passw0rd p@ssw0rd p@ssword passpass qwertyui
   qwertyuiop qwerty12 qwerty123 qwerty1234 qwertyqwerty q1w2e3r4 q1w2e3r4t5 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qazxsw2
   qazwsxedc qazwsx123 zaq12wsx asdfghjk asdfghjkl asdfasdf asdf1234 zxcvbnm1 zxcvbnm123 abcdefgh abcd1234 abc12345
   abc123456 a1234567 a12345678 a123456789 aa123456 aa12345678 iloveyou iloveyou1 sunshine princess football baseball
   superman starwars computer internet whatever trustno1 letmein1 welcome1 welcome123 changeme changeme1 admin123 admin1234
   administrator master123 monkey123 dragon123 football1 michelle jennifer test1234 testtest guest123 user1234 p@$$w0rd
   pishkhan pishkhan1 pishkhan123 pishkhan-demo daftar123 iran1234 iran12345 tehran123 tehran1234 persepolis perspolis
   esteghlal ali12345 mohammad mohammad1 fatemeh1 fatemeh123 kart1234 karmelli kartmelli sabteahval samane123
   09120000000 09121234567 09123456789 02112345678`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

/** The same character or pair of characters over and over. */
const isRepetition = (text: string): boolean => /^(..?)\1+$/su.test(text)

/**
 * What keeps a password from being taken; null when nothing does.
 *
 * @param present the one that it is to replace, where it is known
 */
export function passwordProblem(
  password: string,
  { username, present = null }: { username: string; present?: string | null },
): PasswordProblem | null {
  if (!password.isWellFormed()) return 'unreadable'
  if ([...password].length < shortestPassword) return 'too_short'
  if (password.length > longestPassword) return 'too_long'
  const plain = toAsciiDigits(password).trim().toLowerCase()
  if (plain === username.toLowerCase()) return 'is_username'
  if (commonest.has(plain) || isRepetition(plain)) return 'too_common'
  return password === present ? 'same_as_present' : null
}

/** Without characters that are taken for one another: it is read from one screen and typed at another. */
const readable = '23456789abcdefghjkmnpqrstuvwxyz'

/**
 * A password for one time, in groups of four: about 60 bits.
 *
 * @param randomBelow gives a whole number from 0 to below its argument, unpredictably
 */
export function oneTimePassword(randomBelow: (limit: number) => number): string {
  const letters = Array.from({ length: 12 }, () => readable.charAt(randomBelow(readable.length)))
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
}
