import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

const SETPRIV = '/usr/bin/setpriv'
const NAME = 'postgres'

/** How a PostgreSQL program is started on this machine, and whom its files belong to. */
export type Account = {
  /** Owner of the data directory; null when nobody else is needed, because we are not root. */
  owner: Owner | null
  /** Whether the account can enter or start each of the paths. */
  reaches(paths: readonly string[], lent?: Capability | null): boolean
  /** The command line that runs `program` in that account. */
  command(
    program: string,
    args: readonly string[],
    lent?: Capability | null,
  ): { file: string; args: string[] }
  /** For `spawn`, where `command` cannot change the account. */
  spawnOptions: { uid?: number; gid?: number }
}
type Owner = { uid: number; gid: number }

/** What lets the server look through closed folders on the way to its own data; the first is the smaller one. */
export const capabilities = ['dac_read_search', 'dac_override'] as const
export type Capability = (typeof capabilities)[number]

function idOf(flag: '-u' | '-g'): number | null {
  const { status, stdout } = spawnSync('id', [flag, NAME], { encoding: 'utf8' })
  return status === 0 ? Number.parseInt(stdout, 10) : null
}

function findOrMakeAccount(): Owner {
  if (idOf('-u') === null) {
    const shell = ['--no-create-home', '--shell', '/usr/sbin/nologin']
    execFileSync('useradd', ['--system', '--user-group', ...shell, NAME])
  }
  const uid = idOf('-u')
  const gid = idOf('-g')
  if (uid === null || gid === null) throw new Error(`postgres_account_missing: ${NAME} could not be made`)
  return { uid, gid }
}

const enters = 'for path; do test -x "$path" || exit 1; done'

/**
 * PostgreSQL refuses to run as root; root therefore lends it an account: the owner of an existing data directory, the
 * account `postgres`, or a new one of that name. Anybody else runs it as themselves.
 *
 * On Linux the server also gets a signal to stop when this process dies, however it dies.
 */
export function chooseAccount(pgData: string): Account {
  const setpriv = process.platform === 'linux' && existsSync(SETPRIV)
  const deathSignal = ['--pdeathsig', 'INT', '--']
  if (process.getuid?.() !== 0) {
    return {
      owner: null,
      reaches: () => true,
      command: (program, args) =>
        setpriv
          ? { file: SETPRIV, args: [...deathSignal, program, ...args] }
          : { file: program, args: [...args] },
      spawnOptions: {},
    }
  }
  const existing = existsSync(pgData) ? statSync(pgData) : null
  const owner =
    existing && existing.uid !== 0 ? { uid: existing.uid, gid: existing.gid } : findOrMakeAccount()
  const spawnOptions = setpriv ? {} : owner
  const identity = ['--reuid', String(owner.uid), '--regid', String(owner.gid), '--clear-groups']
  const command: Account['command'] = (program, args, lent = null) => {
    if (!setpriv) return { file: program, args: [...args] }
    const lend = lent === null ? [] : ['--inh-caps', `+${lent}`, '--ambient-caps', `+${lent}`]
    return { file: SETPRIV, args: [...identity, ...lend, ...deathSignal, program, ...args] }
  }
  return {
    owner,
    command,
    spawnOptions,
    reaches: (paths, lent = null) => {
      if (lent !== null && !setpriv) return false
      const { file, args } = command('/bin/sh', ['-c', enters, 'sh', ...paths], lent)
      return spawnSync(file, args, spawnOptions).status === 0
    },
  }
}
