import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { Pool } from 'pg'
import type { Clock } from '#shared/clock.ts'
import { normalizeNumeric } from '#shared/domain/digits.ts'
import { parseNationalCode } from '#shared/domain/national-code.ts'
import { type Counter, RequestCounts } from './request-counts.ts'

/**
 * How often something may be asked within a window. An office's device asks for many people and has people before it:
 * it has its own counts and may do far more.
 */
export type Limit = { name: string; anybody: number; office: number; windowSeconds: number }

const MINUTE = 60
const HOUR = 3600

export const requestLimits = {
  /** By address. */
  registrations: { name: 'registrations', anybody: 30, office: 300, windowSeconds: MINUTE },
  recoveries: { name: 'recoveries', anybody: 30, office: 300, windowSeconds: MINUTE },
  status: { name: 'status', anybody: 60, office: 600, windowSeconds: MINUTE },
  booking: { name: 'booking', anybody: 60, office: 600, windowSeconds: MINUTE },
  offices: { name: 'offices', anybody: 300, office: 3000, windowSeconds: MINUTE },
  /** By national code. */
  registrationsOfPerson: { name: 'registrations of person', anybody: 20, office: 100, windowSeconds: HOUR },
  recoveriesOfPerson: { name: 'recoveries of person', anybody: 10, office: 100, windowSeconds: HOUR },
  /** Wrong tracking codes, whatever they were tried at. */
  wrongCodesOfPerson: { name: 'wrong codes of person', anybody: 10, office: 100, windowSeconds: HOUR },
} as const satisfies Record<string, Limit>

const LONGEST_WINDOW_MS = HOUR * 1000

/** Who asks: a device of an office, or anybody at an address. */
export type Requester = { address: string; device: { deviceId: string; officeId: string } | null }

/** Too much was asked, and nothing done. */
export class LimitReached extends Error {
  override readonly name = 'LimitReached'
  readonly retryAfterSeconds: number

  constructor(retryAfterSeconds: number) {
    super('limit reached')
    this.retryAfterSeconds = retryAfterSeconds
  }
}

type Counted = Counter & { most: number; retryAfterSeconds: number }

/**
 * Counts requests in the database, so that all processes count together. Who is counted stands there only as a keyed
 * hash. One for each process.
 */
export class RequestLimit {
  readonly #pool: Pool
  readonly #counts: RequestCounts
  readonly #clock: Clock
  readonly #key: KeyObject
  readonly #enforced: boolean

  constructor(parts: { pool: Pool; clock: Clock; key: Uint8Array; enforced: boolean }) {
    this.#pool = parts.pool
    this.#counts = new RequestCounts(parts.pool)
    this.#clock = parts.clock
    this.#key = createSecretKey(parts.key)
    this.#enforced = parts.enforced
  }

  /** Counts a request of this address, or of this office. Throws `LimitReached`. */
  async countAddress(limit: Limit, { device, address }: Requester): Promise<void> {
    await this.#take(this.#countedAs(limit, device !== null, device?.officeId ?? networkOf(address)))
  }

  /** Counts a request about a person, by the national code as typed. Throws `LimitReached`. */
  async countPerson(limit: Limit, requester: Requester, nationalCode: string): Promise<void> {
    await this.#take(this.#countedAs(limit, requester.device !== null, personOf(requester, nationalCode)))
  }

  /**
   * Does what needs a right tracking code, and counts it against the person when `work` gives null, which says that the
   * code was wrong. Beyond the limit nothing is done, for a right code neither. Right codes cost nothing, however many
   * are on their way at once. Throws `LimitReached`.
   */
  async countWrongCodes<T>(
    requester: Requester,
    nationalCode: string,
    work: () => Promise<T | null>,
  ): Promise<T | null> {
    const counted = this.#countedAs(
      requestLimits.wrongCodesOfPerson,
      requester.device !== null,
      personOf(requester, nationalCode),
    )
    await this.#refuseBeyond(counted)
    const result = await work()
    if (result === null) await this.#take(counted)
    return result
  }

  /** Deletes the counts of windows that are over. */
  async sweep(): Promise<void> {
    const oldest = new Date(this.#clock.now().getTime() - 2 * LONGEST_WINDOW_MS)
    await this.#pool.query('DELETE FROM request_counts WHERE window_start < $1', [oldest.toISOString()])
  }

  #countedAs(limit: Limit, office: boolean, subject: string): Counted {
    const now = this.#clock.now().getTime()
    const windowMs = limit.windowSeconds * 1000
    const start = Math.floor(now / windowMs) * windowMs
    return {
      key: createHmac('sha256', this.#key)
        .update(`${limit.name}\n${office ? 'office' : 'anybody'}\n${subject}`)
        .digest(),
      window: new Date(start).toISOString(),
      most: office ? limit.office : limit.anybody,
      retryAfterSeconds: Math.max(1, Math.ceil((start + windowMs - now) / 1000)),
    }
  }

  async #take({ most, retryAfterSeconds, ...counter }: Counted): Promise<void> {
    if (this.#enforced && (await this.#counts.add(counter)) > most) throw new LimitReached(retryAfterSeconds)
  }

  async #refuseBeyond({ most, retryAfterSeconds, ...counter }: Counted): Promise<void> {
    if (this.#enforced && (await this.#counts.read(counter)) >= most)
      throw new LimitReached(retryAfterSeconds)
  }
}

/** An address, or the network that one household has of the new ones. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:([0-9.]+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!isIPv6(address)) return address
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::')
  const groups = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length)
  const whole = [...groups, ...Array<string>(missing).fill('0'), ...after]
  return whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

/** However it is typed, a code is one person. An office's attempts never keep the person themselves out, nor theirs it. */
function personOf({ device }: Requester, typed: string): string {
  const code = parseNationalCode(typed, { allowRepeated: true })
  return `${device?.officeId ?? ''} ${code.ok ? code.value : normalizeNumeric(typed)}`
}
