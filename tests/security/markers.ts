import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { toPersianDigits } from '#shared/domain/digits.ts'

/** Something that must not lie anywhere in the open, and how it is called when it does. */
export type Marker = { name: string; forms: readonly Buffer[] }

const toArabicDigits = (text: string): string =>
  text.replace(/[0-9]/g, (digit) => String.fromCodePoint(0x0660 + Number(digit)))

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}

/** A text in each way in which a program may write it down: three encodings, the three sets of digits, as in a URL or JSON. */
export function textMarker(name: string, text: string): Marker {
  const escaped = [...text].map((letter) =>
    letter > '~' ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : letter,
  )
  const written = new Set([
    text,
    toPersianDigits(text),
    toArabicDigits(text),
    encodeURIComponent(text),
    escaped.join(''),
  ])
  const forms = [...written].flatMap((form) => [
    Buffer.from(form),
    Buffer.from(form, 'utf16le'),
    utf16be(form),
  ])
  return { name, forms: [...forms, Buffer.from(Buffer.from(text).toString('hex'))] }
}

/** A key as it is, and in each way in which one is written as text. */
export function keyMarker(name: string, key: Uint8Array): Marker {
  const bytes = Buffer.from(key)
  const texts = [
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    // As `JSON.stringify` and `util.inspect` write an array of bytes.
    [...bytes.subarray(0, 12)].join(','),
    [...bytes.subarray(0, 12)].join(', '),
  ]
  return {
    name,
    forms: [bytes, ...texts.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')])],
  }
}

/** What is found in the bytes, as `place: name`. */
export function findMarkers(place: string, bytes: Buffer, markers: readonly Marker[]): string[] {
  return markers
    .filter(({ forms }) => forms.some((form) => bytes.includes(form)))
    .map(({ name }) => `${place}: ${name}`)
}

/** Looks through every file below a folder, and through their names. */
export function findInFolder(
  folder: string,
  markers: readonly Marker[],
): { files: string[]; found: string[] } {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  )
  const found = files.flatMap((name) => [
    ...findMarkers(`name of ${name}`, Buffer.from(name), markers),
    ...findMarkers(name, readFileSync(join(folder, name)), markers),
  ])
  return { files, found }
}

/** What the system tells about a running process: its arguments, its environment, and files that it holds open. */
export function findInProcess(pid: number, markers: readonly Marker[]): string[] {
  const place = `/proc/${pid}`
  const open = readdirSync(`${place}/fd`).flatMap((descriptor) => {
    const path = `${place}/fd/${descriptor}`
    try {
      // A temporary file may have no name any more: then this is the only way to it.
      return statSync(path).isFile() ? findMarkers(path, readFileSync(path), markers) : []
    } catch {
      return []
    }
  })
  const told = ['cmdline', 'environ'].flatMap((file) =>
    findMarkers(`${place}/${file}`, readFileSync(`${place}/${file}`), markers),
  )
  return [...told, ...open]
}
