import type { SupportedMessagePort } from '@orpc/client/message-port'
import { z } from 'zod'
import { type CorePage, type CoreStart, corePages, type FromCoreMessage } from '#shared/contract/channels.ts'

/** The end of a channel to one page, as Electron gives it: silent until it is started. */
export type PagePort = Extract<SupportedMessagePort, { on: unknown }> & { start(): void; close(): void }

/** What is used of Electron's `process.parentPort`. */
export type ParentPort = {
  on(event: 'message', listener: (event: { data: unknown; ports: readonly PagePort[] }) => void): unknown
  postMessage(message: FromCoreMessage): void
}

/** What is used of the core. */
export type RunningCore = {
  attachPort(port: SupportedMessagePort, page: CorePage): void
  close(): Promise<void>
}

const messageSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('start'),
    options: z.object({
      dataDir: z.string().min(1),
      journalDir: z.string().min(1).optional(),
      restore: z.string().min(1).optional(),
      databaseKey: z.instanceof(Uint8Array).refine((key) => key.length === 32),
      centralUrl: z.url().optional(),
      activationCode: z.string().optional(),
      appVersion: z.string(),
      clockStart: z.iso.datetime().optional(),
    }),
  }),
  z.object({ kind: z.literal('connect'), connectionId: z.string(), page: z.enum(corePages) }),
  z.object({ kind: z.literal('shutdown') }),
])

/**
 * Runs the core for the desktop app: starts it when the key has come, gives it each page's port, and closes its database
 * before the process ends. A start that fails is reported with its stable code and ends the process when the parent does.
 */
export function runInUtilityProcess(
  parent: ParentPort,
  start: (options: CoreStart) => Promise<RunningCore>,
  exit: (code: number) => void,
): void {
  let core: Promise<RunningCore> | null = null

  parent.on('message', ({ data, ports }) => {
    const parsed = messageSchema.safeParse(data)
    if (!parsed.success) {
      for (const port of ports) port.close()
      return
    }
    const message = parsed.data
    if (message.kind === 'start') {
      if (core !== null) return
      core = start(withoutUndefined(message.options))
      core.then(
        () => parent.postMessage({ kind: 'ready' }),
        (error: unknown) => parent.postMessage({ kind: 'start_failed', code: codeOf(error) }),
      )
    } else if (message.kind === 'connect') void attach(core, ports, message.page)
    else void shutDown(core, exit)
  })
}

async function attach(
  core: Promise<RunningCore> | null,
  ports: readonly PagePort[],
  page: CorePage,
): Promise<void> {
  const running = core === null ? null : await core.catch(() => null)
  for (const port of ports) {
    if (running === null) port.close()
    else {
      running.attachPort(port, page)
      port.start()
    }
  }
}

async function shutDown(core: Promise<RunningCore> | null, exit: (code: number) => void): Promise<void> {
  try {
    const running = core === null ? null : await core.catch(() => null)
    await running?.close()
    exit(0)
  } catch {
    exit(1)
  }
}

type Parsed = Extract<z.infer<typeof messageSchema>, { kind: 'start' }>['options']

function withoutUndefined({
  journalDir,
  restore,
  centralUrl,
  activationCode,
  clockStart,
  ...rest
}: Parsed): CoreStart {
  return {
    ...rest,
    ...(journalDir === undefined ? {} : { journalDir }),
    ...(restore === undefined ? {} : { restore }),
    ...(centralUrl === undefined ? {} : { centralUrl }),
    ...(activationCode === undefined ? {} : { activationCode }),
    ...(clockStart === undefined ? {} : { clockStart }),
  }
}

/** The core's errors carry a stable snake_case code; what has none is named as such. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^[a-zA-Z0-9_]{1,60}$/.test(code) ? code : 'unexpected_error'
}
