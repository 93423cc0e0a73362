import type { DeviceIdentity, QueuedEvent, Store } from '#db/store.ts'
import { limits } from '#shared/contract/central.ts'
import type { ImportedList, Waiting } from '#shared/contract/exchange.ts'
import type { OfficeEvent } from '#shared/domain/event.ts'
import { occurredAt } from '#shared/domain/event.ts'
import { formatJalali } from '#shared/domain/jalali.ts'
import { tehranDateOf, tehranSecondsOf } from '#shared/domain/tehran-time.ts'
import { officeListSchema } from '#shared/exchange/contents.ts'
import { ExchangeFileError } from '#shared/exchange/exchange-error.ts'
import { keyIdOf } from '#shared/exchange/exchange-keys.ts'
import { openFile, sealFile } from '#shared/exchange/sealed-file.ts'
import type { OfficeContext, UserActor } from '../services/office-context.ts'
import { readMoment, requireDevice, requireOffice } from '../services/office-context.ts'
import { record } from '../services/record-event.ts'
import { createLogSigner } from '../sync/device-key.ts'
import { createPageNews } from '../sync/page-news.ts'
import { applyList, newerOf } from './apply-list.ts'

/** The central system and this device do not know each other's keys for files yet. */
export class ExchangeKeysMissingError extends Error {
  override readonly name = 'ExchangeKeysMissingError'
  readonly code = 'exchange_keys_missing'

  constructor() {
    super('the keys for files have not come yet')
  }
}

/** Files in place of a line (docs/decisions/0074). */
export type ExchangeService = {
  waiting(): Waiting
  /** Throws `ExchangeKeysMissingError`, and what `record` throws. */
  exportEvents(actor: UserActor): Promise<{ fileName: string; text: string; changes: number }>
  /** Throws `ExchangeKeysMissingError`, `ExchangeFileError`, `StorageError`; then nothing was changed. */
  importList(text: string): Promise<ImportedList>
}

export function createExchangeService(context: OfficeContext): ExchangeService {
  const { store, sync, live } = context
  const news = createPageNews(store, (notice) => live.publish(notice))
  return {
    waiting() {
      const [oldest] = store.events.queued(1, 0)
      const changes = store.events.counts().queued
      return {
        changes,
        since: oldest && changes > 0 ? occurredAt(JSON.parse(oldest.json) as OfficeEvent) : null,
      }
    },
    async exportEvents(actor) {
      const device = requireDevice(store)
      const office = requireOffice(store)
      const central = store.settings.get('centralExchangeKeys')
      if (central === undefined) throw new ExchangeKeysMissingError()
      const { now } = readMoment(context)
      const changes = store.events.counts().queued
      // First: nothing leaves of which the log does not tell, and the file tells of itself.
      record(context, actor, (recording) => recording.note({ type: 'events_exported', payload: { changes } }))
      const { deviceId, officeId } = device
      const head = JSON.stringify({ officeId, deviceId, madeAt: now }).slice(0, -1)
      const text = await sealFile(
        `${head},"batches":[${[...batchesOf(store, device)].join()}]}`,
        'office_events',
        {
          sender: { keyId: deviceId, key: device.privateKey },
          receiver: central.sealing,
        },
      )
      return { fileName: fileNameOf(office.code, now), text, changes }
    },
    async importList(text) {
      const device = requireDevice(store)
      const central = store.settings.get('centralExchangeKeys')
      const own = store.settings.get('exchangeKey')
      if (central === undefined || own === undefined) throw new ExchangeKeysMissingError()
      const signer = { key: central.signing }
      const { content: list } = await openFile(text, 'office_list', {
        receiver: own,
        schema: officeListSchema,
        senderOf: async (keyId) => (keyId === (await keyIdOf(signer.key)) ? signer : null),
      })
      if (list.deviceId !== device.deviceId || list.officeId !== device.officeId) {
        throw new ExchangeFileError('for_another')
      }
      const { madeAt, from } = list
      const newer = newerOf(store, list)
      const tell = news.before(newer)
      const applied = applyList(store, list, newer)
      // Marks may be others anywhere once answers have come.
      tell(applied.appointments > 0 || applied.answered > 0)
      sync.wake()
      return { madeAt, from, ...applied }
    },
  }
}

/** Everything that the central system has not answered, in order, in batches that are signed as they would be pushed. */
function* batchesOf(store: Store, device: DeviceIdentity): Generator<string> {
  const signed = createLogSigner(device)
  for (let last: QueuedEvent | undefined; ; ) {
    const batch = store.events.queued(limits.pushEvents, last?.seq ?? 0)
    last = batch.at(-1)
    if (last === undefined) return
    yield `{"events":[${batch.map(({ json }) => json).join()}],"signature":"${signed(last)}"}`
  }
}

/** Whose it is and of when, and nothing of anybody: it stands in mails and on memory sticks. */
function fileNameOf(officeCode: string, now: string): string {
  const date = formatJalali(tehranDateOf(now), 'short', 'en').replaceAll('/', '-')
  return `events-${officeCode}-${date}-${tehranSecondsOf(now).replaceAll(':', '')}`
}
