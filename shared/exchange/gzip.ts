import { ExchangeFileError } from './exchange-error.ts'

/** Compresses a text. */
export async function zip(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/**
 * The text of compressed bytes, read no further than the limit: a small file can be made to hold a very large one.
 * Throws `ExchangeFileError` `too_large`, `damaged`.
 */
export async function unzip(bytes: Uint8Array<ArrayBuffer>, longest: number): Promise<string> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader()
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let text = ''
  let length = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return text + decoder.decode()
      length += value.byteLength
      if (length > longest) break
      text += decoder.decode(value, { stream: true })
    }
  } catch (cause) {
    throw new ExchangeFileError('damaged', { cause })
  }
  await reader.cancel().catch(() => undefined)
  throw new ExchangeFileError('too_large')
}
