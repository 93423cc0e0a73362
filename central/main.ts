import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Clock, clockFrom, systemClock } from '#shared/clock.ts'
import { type TlsKeys, usualLimits } from './api/web-server.ts'
import type { EmbeddedPostgres } from './db/embedded.ts'
import { type RunningCentral, startCentral } from './server.ts'

const usage =
  'usage: central --port N (--data DIR | --database-url URL) [--seed demo|none] [--past-days N] [--clock INSTANT] [--host ADDRESS]\n' +
  '               [--trust-proxy ADDRESSES] [--limits on|off] [--max-connections N] [--tls-cert FILE --tls-key FILE]'

/** Rules name the closed days of so many days back: further back nobody could tell a holiday. */
const MOST_PAST_DAYS = 60

type CommandLine = {
  port: number
  host: string
  data: string | null
  databaseUrl: string | null
  seed: 'demo' | 'none'
  pastDays: number
  clock: Clock
  trustProxy: string[]
  limits: 'on' | 'off'
  tls: TlsKeys | null
  connections: { connections: number }
}

/** Reads the command line; throws an Error whose message is for the person who typed it. */
function readCommandLine(args: string[]): CommandLine {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '0' },
      host: { type: 'string', default: '127.0.0.1' },
      data: { type: 'string' },
      'database-url': { type: 'string' },
      seed: { type: 'string', default: 'none' },
      'past-days': { type: 'string', default: '0' },
      clock: { type: 'string' },
      'trust-proxy': { type: 'string' },
      limits: { type: 'string', default: 'on' },
      'max-connections': { type: 'string', default: String(usualLimits.connections) },
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
    },
  })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port is a number up to 65535')
  if ((values.data === undefined) === (values['database-url'] === undefined)) {
    throw new Error('give either --data or --database-url')
  }
  if (values.seed !== 'demo' && values.seed !== 'none') throw new Error('--seed is demo or none')
  const pastDays = Number(values['past-days'])
  if (!Number.isInteger(pastDays) || pastDays < 0 || pastDays > MOST_PAST_DAYS) {
    throw new Error(`--past-days is a number up to ${MOST_PAST_DAYS}`)
  }
  if (pastDays > 0 && values.seed !== 'demo') throw new Error('--past-days belongs to --seed demo')
  if (values.limits !== 'on' && values.limits !== 'off') throw new Error('--limits is on or off')
  const most = Number(values['max-connections'])
  if (!Number.isInteger(most) || most < 1) throw new Error('--max-connections is a number from 1')
  return {
    port,
    host: values.host,
    data: values.data ?? null,
    databaseUrl: values['database-url'] ?? null,
    seed: values.seed,
    pastDays,
    clock: values.clock === undefined ? systemClock : clockFrom(values.clock),
    trustProxy: readAddresses(values['trust-proxy']),
    limits: values.limits,
    tls: readTlsKeys(values['tls-cert'], values['tls-key']),
    connections: { connections: most },
  }
}

/** Both files or none; a key that is not that of the certificate is told here, not by the first client. */
function readTlsKeys(certFile: string | undefined, keyFile: string | undefined): TlsKeys | null {
  if (certFile === undefined && keyFile === undefined) return null
  if (certFile === undefined || keyFile === undefined) throw new Error('give both --tls-cert and --tls-key')
  const read = (option: string, file: string) => {
    try {
      return readFileSync(file, 'utf8')
    } catch {
      throw new Error(`${option}: the file cannot be read`)
    }
  }
  const tls = { cert: read('--tls-cert', certFile), key: read('--tls-key', keyFile) }
  let fits: boolean
  try {
    fits = new X509Certificate(tls.cert).checkPrivateKey(createPrivateKey(tls.key))
  } catch {
    throw new Error('--tls-cert and --tls-key are a certificate and its key, as PEM')
  }
  if (!fits) throw new Error('--tls-key is not the key of --tls-cert')
  return tls
}

/** Addresses and networks, `10.0.0.5,10.1.0.0/16`. */
function readAddresses(list: string | undefined): string[] {
  if (list === undefined) return []
  const addresses = list.split(',').map((address) => address.trim())
  for (const address of addresses) {
    const [ip = '', prefix] = address.split('/')
    const bits = isIP(ip) === 6 ? 128 : 32
    const fits = prefix === undefined || (/^[0-9]{1,3}$/.test(prefix) && Number(prefix) <= bits)
    if (isIP(ip) === 0 || !fits) throw new Error(`--trust-proxy: ${address} is no address or network`)
  }
  return addresses
}

/** Where the build puts the portal. */
const portalDir = fileURLToPath(new URL('../out/portal', import.meta.url))

const log = (message: string) => process.stderr.write(`central: ${message}\n`)

async function run(): Promise<void> {
  let options: CommandLine
  try {
    options = readCommandLine(process.argv.slice(2))
  } catch (error) {
    log(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
    process.exitCode = 2
    return
  }

  let embedded: EmbeddedPostgres | null = null
  let central: RunningCentral | null = null
  let stopping: Promise<void> | null = null
  const stop = () => {
    stopping ??= (async () => {
      await central?.close()
      await embedded?.stop()
    })()
    return stopping
  }
  let asked = false
  const onSignal = () => {
    asked = true
    if (central === null) return
    stop().then(
      () => process.exit(0),
      (error: Error) => {
        log(`stopping failed: ${error.message}`)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)

  try {
    let { databaseUrl } = options
    if (databaseUrl === null) {
      // A development dependency: not there, and not needed, where a database is given.
      const { startEmbedded } = await import('./db/embedded.ts')
      embedded = await startEmbedded({ dataDir: options.data ?? '', log })
      databaseUrl = embedded.databaseUrl
    }
    central = await startCentral({ ...options, databaseUrl, portalDir, log })
  } catch (error) {
    log(failureLine(error))
    await stop().catch(() => {})
    process.exit(1)
  }
  if (asked) {
    onSignal()
    return
  }
  const ready = { ready: true, central: central.url, ...(central.demo ? { demo: central.demo } : {}) }
  process.stdout.write(`${JSON.stringify(ready)}\n`)
}

/** The failure and what caused it, in one line; without the address of the database, which holds a password. */
function failureLine(error: unknown): string {
  const parts: string[] = []
  for (let at: unknown = error; at instanceof Error; at = at.cause) parts.push(at.message)
  return (parts.join(': ') || String(error)).replace(/postgres(?:ql)?:\/\/\S+/g, 'postgresql://…')
}

await run()
