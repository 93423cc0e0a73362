import { normalizePhone } from './digits.ts'
import { invalid, type Validation, valid } from './validation.ts'

export interface AreaCode {
  /** With the leading zero, e.g. `021`. */
  readonly code: string
  readonly province: string
  readonly provinceEn: string
}

/** The 31 area codes, one a province (domain.md 2.5). */
export const areaCodes: readonly AreaCode[] = [
  { code: '011', province: 'مازندران', provinceEn: 'Mazandaran' },
  { code: '013', province: 'گیلان', provinceEn: 'Gilan' },
  { code: '017', province: 'گلستان', provinceEn: 'Golestan' },
  { code: '021', province: 'تهران', provinceEn: 'Tehran' },
  { code: '023', province: 'سمنان', provinceEn: 'Semnan' },
  { code: '024', province: 'زنجان', provinceEn: 'Zanjan' },
  { code: '025', province: 'قم', provinceEn: 'Qom' },
  { code: '026', province: 'البرز', provinceEn: 'Alborz' },
  { code: '028', province: 'قزوین', provinceEn: 'Qazvin' },
  { code: '031', province: 'اصفهان', provinceEn: 'Isfahan' },
  { code: '034', province: 'کرمان', provinceEn: 'Kerman' },
  { code: '035', province: 'یزد', provinceEn: 'Yazd' },
  { code: '038', province: 'چهارمحال و بختیاری', provinceEn: 'Chaharmahal and Bakhtiari' },
  { code: '041', province: 'آذربایجان شرقی', provinceEn: 'East Azerbaijan' },
  { code: '044', province: 'آذربایجان غربی', provinceEn: 'West Azerbaijan' },
  { code: '045', province: 'اردبیل', provinceEn: 'Ardabil' },
  { code: '051', province: 'خراسان رضوی', provinceEn: 'Razavi Khorasan' },
  { code: '054', province: 'سیستان و بلوچستان', provinceEn: 'Sistan and Baluchestan' },
  { code: '056', province: 'خراسان جنوبی', provinceEn: 'South Khorasan' },
  { code: '058', province: 'خراسان شمالی', provinceEn: 'North Khorasan' },
  { code: '061', province: 'خوزستان', provinceEn: 'Khuzestan' },
  { code: '066', province: 'لرستان', provinceEn: 'Lorestan' },
  { code: '071', province: 'فارس', provinceEn: 'Fars' },
  { code: '074', province: 'کهگیلویه و بویراحمد', provinceEn: 'Kohgiluyeh and Boyer-Ahmad' },
  { code: '076', province: 'هرمزگان', provinceEn: 'Hormozgan' },
  { code: '077', province: 'بوشهر', provinceEn: 'Bushehr' },
  { code: '081', province: 'همدان', provinceEn: 'Hamadan' },
  { code: '083', province: 'کرمانشاه', provinceEn: 'Kermanshah' },
  { code: '084', province: 'ایلام', provinceEn: 'Ilam' },
  { code: '086', province: 'مرکزی', provinceEn: 'Markazi' },
  { code: '087', province: 'کردستان', provinceEn: 'Kurdistan' },
]

const knownAreaCodes: ReadonlySet<string> = new Set(areaCodes.map(({ code }) => code))

export interface LandlineOptions {
  /** The office's own area code, e.g. `021`; completes a number typed without one (domain.md 2.5). */
  readonly areaCode?: string
}

/** Reads a landline number (domain.md 2.5) into eleven ASCII digits: area code of a province, then 8 from 2 up. */
export function parseLandline(input: string, options: LandlineOptions = {}): Validation {
  const typed = normalizePhone(input)
  if (typed === '') return invalid('required')
  const local = /^[2-9][0-9]{7}$/.test(typed)
  if (local && options.areaCode === undefined) return invalid('landline_area_code_missing')
  const number = local ? `${options.areaCode}${typed}` : typed
  if (!/^0[0-9]{10}$/.test(number)) return invalid('landline_format')
  if (!knownAreaCodes.has(number.slice(0, 3))) return invalid('landline_area_code')
  return /^[2-9]/.test(number.slice(3)) ? valid(number) : invalid('landline_format')
}

/** A stored number with its area code set apart: `021-88634712`. Anything but eleven digits comes back as it is. */
export function groupLandline(number: string): string {
  return number.replace(/^([0-9]{3})([0-9]{8})$/, '$1-$2')
}
