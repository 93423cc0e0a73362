import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The pages of a PDF as PNG, at so many dots an inch; at 60 a line, a word or a box that has moved is seen. */
export function pagesOf(pdf: Buffer, pdftoppm: string, dotsPerInch = 60): Buffer[] {
  const folder = mkdtempSync(join(tmpdir(), 'pishkhan-pdf-'))
  try {
    writeFileSync(join(folder, 'paper.pdf'), pdf)
    execFileSync(pdftoppm, [
      '-r',
      String(dotsPerInch),
      '-png',
      join(folder, 'paper.pdf'),
      join(folder, 'page'),
    ])
    return readdirSync(folder)
      .filter((name) => name.endsWith('.png'))
      .sort()
      .map((name) => readFileSync(join(folder, name)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Width and height of each page in points, as the PDF itself says them. */
export const pageSizesOf = (pdf: Buffer): [number, number][] =>
  [...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[\s*0 0 ([0-9.]+) ([0-9.]+)\s*\]/g)].map(
    ([, width, height]) => [Number(width), Number(height)],
  )
