import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Clock } from '#shared/clock.ts'
import { clockFrom, systemClock } from '#shared/clock.ts'
import { readCentralAddress } from './sync/central-address.ts'

export const usage =
  'office --port N --data DIR --central URL [--activation CODE] [--renderer DIR] [--journal DIR] [--key-file FILE] [--clock ISO]'

export type OfficeOptions = {
  port: number
  dataDir: string
  centralUrl: string
  activationCode: string | undefined
  rendererDir: string
  /** Absent: within `dataDir`. */
  journalDir: string | undefined
  keyFile: string
  clock: Clock
}

export type OptionErrorCode =
  | 'option_unknown'
  | 'port_invalid'
  | 'data_missing'
  | 'central_missing'
  | 'central_invalid'
  | 'activation_invalid'
  | 'renderer_missing'
  | 'clock_invalid'

/** A command line that cannot be followed. */
export class OptionError extends Error {
  override readonly name = 'OptionError'
  readonly code: OptionErrorCode

  constructor(code: OptionErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

/**
 * Reads the command line of `npm run office` (DESIGN 6). Throws `OptionError`.
 *
 * @param projectDir folder that the default `--renderer` is in
 */
export function readOfficeOptions(args: readonly string[], projectDir: string): OfficeOptions {
  const given = parse(args)
  if (!/^[0-9]{1,5}$/.test(given.port ?? '') || Number(given.port) > 65_535) {
    throw new OptionError('port_invalid', '--port needs a number from 0 (any free port) to 65535')
  }
  if (!given.data) throw new OptionError('data_missing', '--data needs the folder that holds the office')
  if (!given.central) throw new OptionError('central_missing', '--central needs the central system’s address')
  const centralUrl = centralUrlOf(given.central)
  const activationCode = given.activation?.trim()
  if (activationCode !== undefined && (activationCode.length < 8 || activationCode.length > 64)) {
    throw new OptionError('activation_invalid', '--activation needs a code of 8 to 64 characters')
  }
  const rendererDir = resolve(given.renderer ?? join(projectDir, 'out', 'renderer'))
  if (!statSync(join(rendererDir, 'index.html'), { throwIfNoEntry: false })?.isFile()) {
    throw new OptionError(
      'renderer_missing',
      '--renderer needs the folder of the built renderer (index.html)',
    )
  }
  const dataDir = resolve(given.data)
  return {
    port: Number(given.port),
    dataDir,
    centralUrl,
    activationCode,
    rendererDir,
    journalDir: given.journal === undefined ? undefined : resolve(given.journal),
    keyFile: resolve(given['key-file'] ?? join(dataDir, 'office.key')),
    clock: given.clock === undefined ? systemClock : clockOf(given.clock),
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        central: { type: 'string' },
        activation: { type: 'string' },
        renderer: { type: 'string' },
        journal: { type: 'string' },
        'key-file': { type: 'string' },
        clock: { type: 'string' },
      },
    }).values
  } catch (error) {
    throw new OptionError('option_unknown', error instanceof Error ? error.message : 'cannot be read')
  }
}

function centralUrlOf(text: string): string {
  const address = readCentralAddress(text)
  if (address !== null) return address
  throw new OptionError(
    'central_invalid',
    '--central needs an https address, or http on this machine; a pin of its key follows as #sha256=…',
  )
}

function clockOf(instant: string): Clock {
  try {
    return clockFrom(instant)
  } catch {
    throw new OptionError('clock_invalid', '--clock needs an instant such as 2026-11-22T06:52:00.000Z')
  }
}
