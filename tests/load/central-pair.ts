import { setTimeout as sleep } from 'node:timers/promises'
import { testInstant } from '#tests/support/postgres.ts'
import { type Program, startProgram } from '#tests/support/program.ts'

const PATIENCE_MS = 60_000
const PAUSE_MS = 20

/** Two processes of the central system on one database, and a client's view of them: an address, tried until it answers. */
export class CentralPair {
  readonly urls: readonly [string, string]
  readonly demo: NonNullable<Program['ready']['demo']>
  /** Attempts that got no answer, and answers by each process. */
  lost = 0
  readonly answered: [number, number] = [0, 0]
  readonly #databaseUrl: string
  readonly #programs: [Program, Program]
  #turn = 0

  private constructor(databaseUrl: string, programs: [Program, Program]) {
    this.#databaseUrl = databaseUrl
    this.#programs = programs
    const [one, two] = programs
    if (!one.ready.demo) throw new Error('the demonstration is not there')
    this.urls = [one.ready.central ?? '', two.ready.central ?? '']
    this.demo = one.ready.demo
  }

  /** Both at once, as after a reboot: migrations, keys and demonstration must not be made twice. */
  static async start(databaseUrl: string): Promise<CentralPair> {
    return new CentralPair(
      databaseUrl,
      await Promise.all([startOne(databaseUrl, '0'), startOne(databaseUrl, '0')]),
    )
  }

  /**
   * Sends by turns to one and the other, as a balancer does, again and again until there is an answer that is no failure
   * of a server: what a client does who has lost a reply.
   */
  async request(path: string, init: RequestInit): Promise<Response> {
    const deadline = Date.now() + PATIENCE_MS
    while (Date.now() < deadline) {
      const which = this.#turn++ % 2 === 0 ? 0 : 1
      try {
        const response = await fetch(`${this.urls[which]}${path}`, init)
        if (response.status < 500) {
          // Read here: a process may die with its answer half sent.
          const body = await response.arrayBuffer()
          this.answered[which] += 1
          return new Response(body, response)
        }
      } catch (error) {
        if (!(error instanceof TypeError)) throw error
      }
      this.lost += 1
      await sleep(PAUSE_MS)
    }
    throw new Error(`${path} was not answered for ${PATIENCE_MS} ms`)
  }

  /** `SIGKILL`: whatever the second was doing, it does nothing more. */
  kill(): Promise<void> {
    return this.#programs[1].kill()
  }

  /** Starts the second again, where it was. */
  async restart(): Promise<void> {
    this.#programs[1] = await startOne(this.#databaseUrl, new URL(this.urls[1]).port)
  }

  async stop(): Promise<void> {
    await Promise.all(this.#programs.map((program) => program.stop()))
  }
}

const startOne = (databaseUrl: string, port: string): Promise<Program> =>
  startProgram('central/main.ts', [
    ...['--port', port],
    ...['--database-url', databaseUrl],
    ...['--seed', 'demo'],
    ...['--clock', testInstant],
  ])
