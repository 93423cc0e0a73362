import { randomBytes } from 'node:crypto'
import { hash, parseOptions, verify } from '@node-rs/argon2'

/** The cost of a hash made here; what the central system sends carries its own (OWASP: 19 MiB, 2 passes, 1 lane). */
const usualCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
type Cost = { memoryCost: number; timeCost: number; parallelism: number }

/** The argon2id hash of a password: what is kept and sent in its place. */
export const hashPassword = (password: string): Promise<string> => hash(password, usualCost)

const decoys = new Map<string, Promise<string>>()

/**
 * True when the password belongs to the argon2id hash. With no hash (an unknown user) the same work is done against a
 * decoy of the same cost, so that the time of an answer does not tell whether the user exists.
 *
 * @param like a hash of another user, from which the decoy takes its cost.
 */
export async function passwordFits(
  passwordHash: string | undefined,
  password: string,
  like?: string,
): Promise<boolean> {
  if (passwordHash !== undefined) return check(passwordHash, password)
  await check(await decoyOf(like === undefined ? usualCost : costOf(like)), password)
  return false
}

async function check(passwordHash: string, password: string): Promise<boolean> {
  try {
    return await verify(passwordHash, password)
  } catch {
    // A hash that cannot be read lets nobody in.
    return false
  }
}

function costOf(passwordHash: string): Cost {
  try {
    const { memoryCost, timeCost, parallelism } = parseOptions(passwordHash)
    return { memoryCost, timeCost, parallelism }
  } catch {
    return usualCost
  }
}

function decoyOf(cost: Cost): Promise<string> {
  const key = `${cost.memoryCost}/${cost.timeCost}/${cost.parallelism}`
  const made = decoys.get(key) ?? hash(randomBytes(32), cost)
  decoys.set(key, made)
  return made
}
