import fc from 'fast-check'

/**
 * Property tests draw the same inputs in every run, so that a commit is sound or not whoever tries it. Other inputs:
 * `PISHKHAN_SEED=random` (a failure prints the seed that repeats it), or a number.
 */
const wanted = process.env.PISHKHAN_SEED ?? '14050901'
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) })
