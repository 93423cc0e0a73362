import { median } from './statistics.ts'

/** A figure and its floor, measured one right after the other, so that both saw the same machine. */
export type Round = { value: number; floor: number }

/** What a figure has to reach; ratios are figure divided by floor. */
export type Target =
  | { kind: 'at_most'; ratio: number }
  | { kind: 'at_least'; ratio: number }
  /** The figure itself, in its unit, whatever the floor is. */
  | { kind: 'within'; value: number }
  | { kind: 'reported' }

export type Unit = 'ms' | 'µs' | '/s'

export type Figure = {
  name: string
  unit: Unit
  /** Medians over the rounds. */
  value: number
  floor: number
  floorName: string
  /** The median of the rounds' own ratios: a busy moment of the machine spoils one round, not the answer. */
  ratio: number
  target: Target
  verdict: 'met' | 'missed' | 'reported'
  rounds: Round[]
}

export type Measured = Pick<Figure, 'name' | 'unit' | 'floorName' | 'target' | 'rounds'>

/** Sums up the rounds and judges them. Throws `RangeError` when there is no round. */
export function figure(measured: Measured): Figure {
  const { rounds, target } = measured
  const value = median(rounds.map((round) => round.value))
  const floor = median(rounds.map((round) => round.floor))
  const ratio = median(rounds.map((round) => round.value / round.floor))
  return { ...measured, value, floor, ratio, verdict: judge(target, value, ratio) }
}

function judge(target: Target, value: number, ratio: number): Figure['verdict'] {
  switch (target.kind) {
    case 'at_most':
      return ratio <= target.ratio ? 'met' : 'missed'
    case 'at_least':
      return ratio >= target.ratio ? 'met' : 'missed'
    case 'within':
      return value <= target.value ? 'met' : 'missed'
    case 'reported':
      return 'reported'
  }
}
