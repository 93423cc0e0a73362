import { expect, vi } from 'vitest'
import { FailureLimit } from '#central/auth/failure-limit.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { CentralDevice } from '#tests/support/central-device.ts'
import { appointmentsIn } from '#tests/support/central-visits.ts'
import { startTestCentral, type TestCentral } from '#tests/support/postgres.ts'
import { DescribedApi, type Endpoint } from './described-api.ts'
import type { ApiRequest } from './requests.ts'

/** Neither is a state of the field: counts of the last minutes, and assertions that may not be used a second time. */
const notCounted = ['request_counts', 'used_assertions']

/** A central system with the demonstration's week, its own description, and a device: what the nonsense is sent to. */
export class FuzzedCentral {
  readonly central: TestCentral
  readonly api: DescribedApi
  readonly device: CentralDevice
  readonly appointments: readonly Appointment[]
  readonly log: readonly string[]
  readonly #digestSql: string

  private constructor(parts: {
    central: TestCentral
    api: DescribedApi
    device: CentralDevice
    appointments: Appointment[]
    log: string[]
    digestSql: string
  }) {
    this.central = parts.central
    this.api = parts.api
    this.device = parts.device
    this.appointments = parts.appointments
    this.log = parts.log
    this.#digestSql = parts.digestSql
  }

  static async start(): Promise<FuzzedCentral> {
    // Guessing is slowed down; here it is not the subject.
    vi.spyOn(FailureLimit.prototype, 'recordFailure').mockImplementation(() => {})
    const log: string[] = []
    const central = await startTestCentral({ seed: 'demo', log: (message) => log.push(message) })
    const device = await CentralDevice.activate(central.url, central.demo?.activationCode ?? '')
    await device.token()
    return new FuzzedCentral({
      central,
      api: await DescribedApi.read(central.url),
      device,
      appointments: appointmentsIn((await device.pull()).changes),
      log,
      digestSql: await digestSqlOf(central),
    })
  }

  /** A digest of the contents of every table there is. */
  async digest(): Promise<string> {
    const { rows } = await this.central.pool.query<{ name: string; rows: string; hashes: string }>(
      this.#digestSql,
    )
    return rows.map(({ name, rows: count, hashes }) => `${name} ${count} ${hashes}`).join('\n')
  }

  /** Does `work` and expects that nothing was changed by it. */
  async unchanged(work: () => Promise<void>): Promise<void> {
    const before = await this.digest()
    await work()
    expect(await this.digest()).toBe(before)
  }

  /** Sends a request, with the device's token where one is asked for. */
  async send(endpoint: Endpoint, { target, headers, body }: ApiRequest): Promise<Response> {
    const attempt = async () =>
      fetch(`${this.central.url}${target}`, {
        method: endpoint.method,
        headers: {
          ...(endpoint.needsToken ? { authorization: `Bearer ${await this.device.token()}` } : {}),
          ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
          ...headers,
        },
        ...(body === null ? {} : { body }),
      })
    const response = await attempt()
    if (response.status !== 429) return response
    // So many requests are refused by their number alone: an answer like the others, but not to what was asked.
    await this.expectProblem(endpoint, response)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    await this.central.pool.query('DELETE FROM request_counts')
    return attempt()
  }

  /** Sends what is of interest for its body alone. */
  post(endpoint: Endpoint, body: unknown): Promise<Response> {
    return this.send(endpoint, { target: endpoint.path, headers: {}, body: JSON.stringify(body) })
  }

  /** The answer to bad input: a problem document, of a status and a code that the endpoint's description has. */
  async expectProblem({ name, responses }: Endpoint, response: Response): Promise<void> {
    const text = await response.text()
    const what = `${name} answered ${response.status} ${text}`
    expect(response.status >= 400 && response.status < 500, what).toBe(true)
    expect(response.headers.get('content-type'), what).toBe('application/problem+json')
    const schema = responses[response.status]?.content?.['application/problem+json']?.schema
    expect(schema, `${what}, which is not described`).toBeDefined()
    const problem = JSON.parse(text) as { status: number; code: string }
    expect(this.api.faults(schema ?? {}, problem), what).toEqual([])
    expect(problem.status, what).toBe(response.status)
    expect(text).not.toMatch(/node_modules|\.ts\b|\bat \w+ \(|postgres|SELECT|INSERT|UPDATE|constraint/)
  }

  /** A success is what the description promises. Gives its body; null for a stream, which is ended. */
  async expectDescribed({ name, responses }: Endpoint, response: Response): Promise<unknown> {
    const media = responses[response.status]?.content ?? {}
    const type = response.headers.get('content-type')?.split(';')[0] ?? ''
    const schema = media[type]?.schema
    expect(schema, `${name} ${response.status} ${type} is described`).toBeDefined()
    if (type === 'text/event-stream') {
      await response.body?.cancel()
      return null
    }
    const body: unknown = await response.json()
    expect(this.api.faults(schema ?? {}, body), name).toEqual([])
    return body
  }

  /** Nothing of what was sent so far was a failure of the server, and the log names nobody. */
  expectQuietLog(): void {
    expect(this.log.length).toBeGreaterThan(0)
    expect(this.log.filter((line) => line.includes('failure'))).toEqual([])
    const text = this.log.join('\n')
    expect(text).not.toMatch(/[\u0600-\u06ff]/)
    for (const { applicant } of this.appointments) expect(text).not.toContain(applicant.nationalCode)
  }

  close(): Promise<void> {
    vi.restoreAllMocks()
    return this.central.close()
  }
}

async function digestSqlOf({ pool }: TestCentral): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
       AND relname <> ALL ($1) ORDER BY relname`,
    [notCounted],
  )
  return rows
    .map(
      ({ name }) =>
        `SELECT '${name}' AS name, count(*) AS rows, sum(hashtextextended(t::text, 0)) AS hashes FROM ${name} t`,
    )
    .join(' UNION ALL ')
}
