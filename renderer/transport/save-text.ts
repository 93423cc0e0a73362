import type { SavedTextKind, SaveResult, SaveTextRequest } from '#shared/contract/channels.ts'
import { desktop } from './bridge.ts'

/** `handed`: the browser has it, and says itself what became of it. */
export type SaveOutcome = SaveResult | { status: 'handed' }

const mediaTypes: Record<SavedTextKind, string> = {
  json: 'application/json',
  csv: 'text/csv',
  pishkhan: 'application/octet-stream',
}

/** Saves a text as a file: by the desktop app's dialog, in a browser as a download. */
export async function saveText(request: SaveTextRequest): Promise<SaveOutcome> {
  const bridge = desktop()
  if (bridge) return bridge.saveText(request)
  const address = URL.createObjectURL(new Blob([request.text], { type: mediaTypes[request.kind] }))
  const link = document.createElement('a')
  link.href = address
  link.download = request.suggestedName
  link.click()
  // The download has begun; the address may go once the browser has read it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
  return { status: 'handed' }
}
