/** A source of repeatable choices: the same seed gives the same run on every machine. */
export type Random = {
  /** A whole number from 0 up to, but not including, `below`. */
  below(below: number): number
  pick<T>(choices: readonly [T, ...T[]]): T
  /** True in `percent` of a hundred cases. */
  chance(percent: number): boolean
  /** `count` random digits. */
  digits(count: number): string
}

/** sfc32, started from the characters of `seed`. For demonstrations only: it is no secret what comes next. */
export function randomFrom(seed: string): Random {
  let state = 1_779_033_703 ^ seed.length
  const mix = () => {
    state = Math.imul(state ^ (state >>> 16), 2_246_822_507)
    state = Math.imul(state ^ (state >>> 13), 3_266_489_909)
    state ^= state >>> 16
    return state >>> 0
  }
  for (let i = 0; i < seed.length; i += 1) {
    state = Math.imul(state ^ seed.charCodeAt(i), 3_432_918_353)
    state = (state << 13) | (state >>> 19)
  }
  let a = mix()
  let b = mix()
  let c = mix()
  let counter = mix()
  const next = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 4_294_967_296
  }
  for (let i = 0; i < 12; i += 1) next()
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    pick: ([first, ...others]) => {
      const index = below(others.length + 1)
      return index === 0 ? first : (others[index - 1] ?? first)
    },
    chance: (percent) => next() * 100 < percent,
    digits: (count) => Array.from({ length: count }, () => below(10)).join(''),
  }
}
