import type {
  SaveBytesRequest,
  SavedBytesKind,
  SavedTextKind,
  SaveResult,
  SaveTextRequest,
} from '#shared/contract/channels.ts'
import { desktop } from './bridge.ts'

/** `handed`: the browser has it, and says itself what became of it. */
export type SaveOutcome = SaveResult | { status: 'handed' }

const mediaTypes: Record<SavedTextKind | SavedBytesKind, string> = {
  json: 'application/json',
  csv: 'text/csv',
  pishkhan: 'application/octet-stream',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Saves a text as a file: by the desktop app's dialog, in a browser as a download. */
export async function saveText(request: SaveTextRequest): Promise<SaveOutcome> {
  const bridge = desktop()
  if (bridge) return bridge.saveText(request)
  return download(request, request.text)
}

/** The same for what is no text. */
export async function saveBytes(request: SaveBytesRequest): Promise<SaveOutcome> {
  const bridge = desktop()
  if (bridge) return bridge.saveBytes(request)
  return download(request, new Uint8Array(request.bytes))
}

function download(
  { kind, suggestedName }: SaveTextRequest | SaveBytesRequest,
  content: BlobPart,
): SaveOutcome {
  const address = URL.createObjectURL(new Blob([content], { type: mediaTypes[kind] }))
  const link = document.createElement('a')
  link.href = address
  link.download = suggestedName
  link.click()
  // The download has begun; the address may go once the browser has read it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
  return { status: 'handed' }
}
