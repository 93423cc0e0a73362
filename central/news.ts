import pg from 'pg'

const CHANNEL = 'office_news'
const RECONNECT_MS = [100, 500, 1000, 5000] as const

type Listener = () => void

/** Tells all processes on the database that these offices have something new; after the commit that made it. */
export async function sendNews(
  client: Pick<pg.Client | pg.Pool, 'query'>,
  offices: readonly string[],
): Promise<void> {
  await client.query('SELECT pg_notify($1, office) FROM unnest($2::text[]) AS office', [CHANNEL, offices])
}

/**
 * Tells everyone who watches an office that something of it has changed, in all processes on one database
 * (LISTEN/NOTIFY). News can be lost when a connection breaks; the pull is the truth, and after a reconnection everybody
 * is told to look.
 */
export class News {
  readonly #databaseUrl: string
  readonly #log: (message: string) => void
  readonly #listeners = new Map<string, Set<Listener>>()
  readonly #unsent = new Set<string>()
  #client: pg.Client | null = null
  #attempts = 0
  #retry: NodeJS.Timeout | undefined
  #closed = false

  constructor(databaseUrl: string, log: (message: string) => void) {
    this.#databaseUrl = databaseUrl
    this.#log = log
  }

  /** Connects; rejects when the first attempt fails. */
  async start(): Promise<void> {
    await this.#connect()
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#databaseUrl,
      application_name: 'pishkhan-news',
      keepAlive: true,
      // News may be sent while the last are on their way.
      pipeline: true,
      connectionTimeoutMillis: 10_000,
    })
    client.on('error', (error) => this.#lost(client, error.message))
    client.on('end', () => this.#lost(client, 'connection ended'))
    client.on('notification', ({ payload }) => {
      for (const listener of this.#listeners.get(payload ?? '') ?? []) listener()
    })
    await client.connect()
    await client.query(`LISTEN ${CHANNEL}`)
    if (this.#closed) {
      await client.end()
      return
    }
    this.#client = client
    this.#attempts = 0
    this.#flush()
    for (const listeners of this.#listeners.values()) for (const listener of listeners) listener()
  }

  #lost(client: pg.Client, why: string): void {
    if (this.#closed || (this.#client !== client && this.#client !== null)) return
    if (this.#client === client) {
      this.#client = null
      this.#log(`news connection lost: ${why}`)
      client.end().catch(() => {})
    }
    this.#reconnectLater()
  }

  #reconnectLater(): void {
    if (this.#retry !== undefined || this.#closed) return
    const wait = RECONNECT_MS[Math.min(this.#attempts, RECONNECT_MS.length - 1)]
    this.#attempts += 1
    this.#retry = setTimeout(() => {
      this.#retry = undefined
      this.#connect().catch(() => this.#reconnectLater())
    }, wait)
  }

  /**
   * Tells of a change that is committed. Apart from the transaction that made it: a notification inside it would make
   * all commits of the country wait for one another while they are written to disk.
   */
  announce(officeId: string): void {
    if (this.#unsent.size === 0) setImmediate(() => this.#flush())
    this.#unsent.add(officeId)
  }

  #flush(): void {
    const client = this.#client
    if (!client || this.#unsent.size === 0) return
    const offices = [...this.#unsent]
    this.#unsent.clear()
    sendNews(client, offices).catch((error: Error) => this.#lost(client, error.message))
  }

  /** Calls `listener` at every news of the office until the returned function is called. */
  watch(officeId: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(officeId) ?? new Set()
    this.#listeners.set(officeId, listeners)
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(officeId)
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#retry)
    await this.#client?.end().catch(() => {})
    this.#client = null
  }
}
