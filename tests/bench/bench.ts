import type { Figure } from './figure.ts'

/** `full`: the sizes of the targets. `smoke`: just enough to see that a bench still runs; its figures say nothing. */
export type Size = 'full' | 'smoke'

/** What a bench is given to work with. */
export type BenchContext = {
  size: Size
  /** An empty folder on a real disk, removed afterwards. */
  folder: string
  /** Tells the person who waits what is being done. */
  say(line: string): void
}

/** One or more figures that are measured together, each beside its floor, in interleaved rounds. */
export type Bench = {
  name: string
  run(context: BenchContext): Promise<Figure[]>
}
