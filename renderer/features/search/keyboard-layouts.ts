/**
 * A scanner presses keys, not characters: what arrives is what the active layout makes of them. These are the layouts
 * that Windows has for Persian, and the Arabic one, each written in the order of the keys of the US layout.
 */
type Layout = { plain: readonly string[]; shifted: readonly string[] }

const layout = (plain: readonly string[], shifted: readonly string[]): Layout => ({
  plain: plain.flatMap((row) => row.split(' ')),
  shifted: shifted.flatMap((row) => row.split(' ')),
})

const us = layout(
  ['` 1 2 3 4 5 6 7 8 9 0 - =', 'q w e r t y u i o p [ ] \\', "a s d f g h j k l ; '", 'z x c v b n m , . /'],
  ['~ ! @ # $ % ^ & * ( ) _ +', 'Q W E R T Y U I O P { } |', 'A S D F G H J K L : "', 'Z X C V B N M < > ?'],
)

/** In the same order: the keys by their place, as `KeyboardEvent.code` names them. */
const places = [
  'Backquote Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal',
  'KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight Backslash',
  'KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote',
  'KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash',
].flatMap((row) => row.split(' '))

/** Some keys give several letters at once (Arabic لا). Marks stand alone, as the keyboard sends them. */
export const layouts = {
  /** «Persian», the older one of Windows. */
  persian: layout(
    [
      '÷ ۱ ۲ ۳ ۴ ۵ ۶ ۷ ۸ ۹ ۰ - =',
      'ض ص ث ق ف غ ع ه خ ح ج چ پ',
      'ش س ی ب ل ا ت ن م ک گ',
      'ظ ط ز ر ذ د ئ و . /',
    ],
    [
      '× ! @ # $ % ^ & * ) ( _ +',
      '\u064B \u064C \u064D ریال ، ؛ , ] [ \\ } { |',
      '\u064E \u064F \u0650 \u0651 ۀ آ ـ « » : "',
      'ة ي ژ ؤ إ أ ء < > ؟',
    ],
  ),
  /** «Persian (Standard)»: ISIRI 9147. */
  persianStandard: layout(
    [
      '\u200D ۱ ۲ ۳ ۴ ۵ ۶ ۷ ۸ ۹ ۰ - =',
      'ض ص ث ق ف غ ع ه خ ح ج چ \\',
      'ش س ی ب ل ا ت ن م ک گ',
      'ظ ط ز ر ذ د پ و . /',
    ],
    [
      '÷ ! ٬ ٫ ﷼ ٪ × ، * ) ( ـ +',
      '\u0652 \u064C \u064D \u064B \u064F \u0650 \u064E \u0651 ] [ } { |',
      'ؤ ئ ي إ أ آ ة » « : ؛',
      'ك \u0653 ژ \u0670 \u200C \u0654 ء > < ؟',
    ],
  ),
  /** «Arabic (101)». */
  arabic: layout(
    [
      'ذ 1 2 3 4 5 6 7 8 9 0 - =',
      'ض ص ث ق ف غ ع ه خ ح ج د \\',
      'ش س ي ب ل ا ت ن م ك ط',
      'ئ ء ؤ ر لا ى ة و ز ظ',
    ],
    [
      '\u0651 ! @ # $ % ^ & * ) ( _ +',
      '\u064E \u064B \u064F \u064C لإ إ ‘ ÷ × ؛ < > |',
      '\u0650 \u064D ] [ لأ أ ـ ، / : "',
      '~ \u0652 } { لآ آ ’ , . ؟',
    ],
  ),
} as const satisfies Record<string, Layout>

export type LayoutName = keyof typeof layouts
export const layoutNames = Object.keys(layouts) as LayoutName[]

/** The US character of a key by its place on the keyboard; null for a place that types none. */
export function byPlace(code: string, shift: boolean): string | null {
  if (/^Numpad[0-9]$/.test(code)) return code.slice('Numpad'.length)
  const at = places.indexOf(code)
  return (shift ? us.shifted[at] : us.plain[at]) ?? null
}

/** The US character of the key that types `character` in a layout; null when no key does. */
export function byCharacter(character: string, name: LayoutName): string | null {
  const { plain, shifted } = layouts[name]
  const at = plain.indexOf(character)
  if (at !== -1) return us.plain[at] ?? null
  return us.shifted[shifted.indexOf(character)] ?? null
}

/** What a layout makes of the key that types `character` in the US one, and where it is; for tests and for nobody else. */
export function keyOf(
  character: string,
  name: LayoutName | 'us',
): { key: string; code: string; shiftKey: boolean } | null {
  const { plain, shifted } = name === 'us' ? us : layouts[name]
  const shiftKey = !us.plain.includes(character)
  const at = (shiftKey ? us.shifted : us.plain).indexOf(character)
  const key = (shiftKey ? shifted : plain)[at]
  const code = places[at]
  return key === undefined || code === undefined ? null : { key, code, shiftKey }
}
