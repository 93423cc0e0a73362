import { inflateRawSync } from 'node:zlib'

/**
 * A second way into a workbook, for tests: the archive's own directory and plain XML, nothing of the library that wrote it.
 */
export type ReadSheet = {
  name: string
  rightToLeft: boolean
  /** How many rows at the top stay in sight. */
  frozenRows: number
  widths: number[]
  /** Numbers as numbers, texts as texts; a date is told by its format. */
  rows: (string | number | { serial: number; format: string } | null)[][]
}

/** Every file of a ZIP archive by its name, by the directory at its end. */
export function readArchive(bytes: Uint8Array): Map<string, string> {
  const data = Buffer.from(bytes)
  const end = data.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0) throw new Error('no archive')
  const files = new Map<string, string>()
  let place = data.readUInt32LE(end + 16)
  for (let left = data.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, packed] = [data.readUInt16LE(place + 10), data.readUInt32LE(place + 20)]
    const [nameLength, extra, comment] = [28, 30, 32].map((at) => data.readUInt16LE(place + at))
    const local = data.readUInt32LE(place + 42)
    const name = data.toString('utf8', place + 46, place + 46 + (nameLength ?? 0))
    const start = local + 30 + data.readUInt16LE(local + 26) + data.readUInt16LE(local + 28)
    const content = data.subarray(start, start + packed)
    files.set(name, (method === 8 ? inflateRawSync(content) : content).toString('utf8'))
    place += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return files
}

const plainOf = (text: string) =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&amp;/g, '&')
const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? null
const texts = (xml: string) =>
  [...xml.matchAll(/<t(?:\s[^>]*)?>([^<]*)<\/t>/g)].map(([, text]) => plainOf(text ?? '')).join('')
const columnOf = (reference: string) =>
  [...reference.replace(/[0-9]/g, '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

export function readXlsx(bytes: Uint8Array): ReadSheet[] {
  const files = readArchive(bytes)
  const file = (name: string) => files.get(name) ?? ''
  const shared = [...file('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(([, si]) =>
    texts(si ?? ''),
  )
  const styles = file('xl/styles.xml')
  const formats = new Map(
    [...styles.matchAll(/<numFmt [^>]*>/g)].map(([tag]) => [
      attribute(tag, 'numFmtId'),
      plainOf(attribute(tag, 'formatCode') ?? ''),
    ]),
  )
  const cellFormats = /<cellXfs.*?<\/cellXfs>/s.exec(styles)?.[0] ?? ''
  const formatIds = [...cellFormats.matchAll(/<xf [^>]*>/g)].map(([tag]) => attribute(tag, 'numFmtId'))
  const names = [...file('xl/workbook.xml').matchAll(/<sheet [^>]*>/g)].map(([tag]) =>
    plainOf(attribute(tag, 'name') ?? ''),
  )
  return names.map((name, index) => {
    const xml = file(`xl/worksheets/sheet${index + 1}.xml`)
    const rows = [...xml.matchAll(/<row[ >].*?<\/row>|<row [^>]*\/>/gs)].map(([row]) => {
      const cells: ReadSheet['rows'][number] = []
      for (const [whole, tag] of row.matchAll(/<c( [^>]*?)(?:\/>|>.*?<\/c>)/gs)) {
        const type = attribute(tag ?? '', 't')
        const value = /<v>([^<]*)<\/v>/.exec(whole)?.[1]
        const format = formats.get(formatIds[Number(attribute(tag ?? '', 's') ?? 0)] ?? null)
        cells[columnOf(attribute(tag ?? '', 'r') ?? '')] =
          type === 'inlineStr'
            ? texts(whole)
            : value === undefined
              ? null
              : type === 's'
                ? (shared[Number(value)] ?? '')
                : format
                  ? { serial: Number(value), format }
                  : Number(value)
      }
      return Array.from(cells, (cell) => cell ?? null)
    })
    const pane = /<pane [^>]*>/.exec(xml)?.[0] ?? ''
    return {
      name,
      rightToLeft: attribute(/<sheetView [^>]*>/.exec(xml)?.[0] ?? '', 'rightToLeft') === '1',
      frozenRows: attribute(pane, 'state') === 'frozen' ? Number(attribute(pane, 'ySplit') ?? 0) : 0,
      widths: [...xml.matchAll(/<col [^>]*>/g)].map(([tag]) => Number(attribute(tag, 'width'))),
      rows,
    }
  })
}
