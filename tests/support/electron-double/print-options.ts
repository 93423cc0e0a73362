import { ElectronDoubleError, onlyKnown } from './strict.ts'

const pageSizes: Readonly<Record<string, { width: number; height: number }>> = {
  A0: { width: 33.1, height: 46.8 },
  A1: { width: 23.4, height: 33.1 },
  A2: { width: 16.54, height: 23.4 },
  A3: { width: 11.7, height: 16.54 },
  A4: { width: 8.27, height: 11.7 },
  A5: { width: 5.83, height: 8.27 },
  A6: { width: 4.13, height: 5.83 },
  Legal: { width: 8.5, height: 14 },
  Letter: { width: 8.5, height: 11 },
  Tabloid: { width: 11, height: 17 },
  Ledger: { width: 17, height: 11 },
}

const booleans = ['silent', 'printBackground', 'color', 'landscape', 'usePrinterDefaultPageSize'] as const

/** Refuses print options that Electron documents otherwise. */
export function checkPrintOptions(options: Electron.WebContentsPrintOptions): void {
  onlyKnown('webContents.print', options, [...booleans, 'margins', 'copies', 'pageSize', 'deviceName'])
  for (const key of booleans)
    if (options[key] !== undefined && typeof options[key] !== 'boolean')
      throw new TypeError(`webContents.print(): ${key} must be a boolean`)
  checkPageSize(options.pageSize)
  checkMargins(options.margins)
  const { copies, deviceName } = options
  if (copies !== undefined && !(Number.isInteger(copies) && copies > 0))
    throw new TypeError('webContents.print(): copies must be a positive integer')
  if (deviceName !== undefined && typeof deviceName !== 'string')
    throw new TypeError('webContents.print(): deviceName must be a string')
  if (options.pageSize !== undefined && options.usePrinterDefaultPageSize === true)
    throw new TypeError('webContents.print(): usePrinterDefaultPageSize cannot be combined with pageSize')
}

/** Refuses PDF options that Electron documents otherwise. */
export function checkPdfOptions(options: Electron.PrintToPDFOptions): void {
  if (typeof options !== 'object' || options === null)
    throw new TypeError('webContents.printToPDF() needs options')
  const switches = [
    'landscape',
    'displayHeaderFooter',
    'printBackground',
    'preferCSSPageSize',
    'generateTaggedPDF',
  ] as const
  onlyKnown('webContents.printToPDF', options, [...switches, 'scale', 'pageSize', 'margins', 'pageRanges'])
  for (const key of switches)
    if (options[key] !== undefined && typeof options[key] !== 'boolean')
      throw new TypeError(`webContents.printToPDF(): ${key} must be a boolean`)
  if (options.scale !== undefined && !(options.scale >= 0.1 && options.scale <= 2))
    throw new TypeError('webContents.printToPDF(): scale must be between 0.1 and 2')
  if (typeof options.pageSize === 'object')
    throw new ElectronDoubleError('a PDF in a page size of one’s own is not implemented')
  checkPageSize(options.pageSize)
}

/** Electron takes no smaller side than this, in micrometres. */
const smallestSide = 353

function checkPageSize(pageSize: unknown): void {
  if (pageSize === undefined) return
  if (typeof pageSize === 'string') {
    if (!Object.hasOwn(pageSizes, pageSize)) throw new TypeError(`Unsupported pageSize: ${pageSize}`)
    return
  }
  if (typeof pageSize !== 'object' || pageSize === null || !('width' in pageSize) || !('height' in pageSize))
    throw new TypeError('height and width properties are required for pageSize')
  for (const side of [pageSize.width, pageSize.height])
    if (!Number.isInteger(side) || Number(side) < smallestSide)
      throw new TypeError('height and width properties must be minimum 352 microns.')
}

function checkMargins(margins: Electron.Margins | undefined): void {
  if (margins === undefined) return
  onlyKnown('webContents.print margins', margins, ['marginType', 'top', 'bottom', 'left', 'right'])
  const { marginType } = margins
  if (!['default', 'none', 'printableArea', 'custom'].includes(marginType ?? ''))
    throw new TypeError(`webContents.print(): marginType ${marginType} is not one`)
}

export function toCdpPdfOptions(options: Electron.PrintToPDFOptions) {
  const { width, height } = pageSizes[typeof options.pageSize === 'string' ? options.pageSize : 'Letter'] ?? {
    width: 8.5,
    height: 11,
  }
  const { margins } = options
  return {
    landscape: options.landscape ?? false,
    displayHeaderFooter: options.displayHeaderFooter ?? false,
    printBackground: options.printBackground ?? false,
    preferCSSPageSize: options.preferCSSPageSize ?? false,
    generateTaggedPDF: options.generateTaggedPDF ?? false,
    scale: options.scale ?? 1,
    pageRanges: options.pageRanges ?? '',
    paperWidth: width,
    paperHeight: height,
    marginTop: margins?.top ?? 0.4,
    marginBottom: margins?.bottom ?? 0.4,
    marginLeft: margins?.left ?? 0.4,
    marginRight: margins?.right ?? 0.4,
  }
}
