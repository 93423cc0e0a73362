import { useLayoutEffect, useRef } from 'react'
import { toAsciiDigits, toPersianDigits } from '#shared/domain/digits.ts'
import { useFormat } from '../../app/format.ts'
import { TextField, type TextFieldProps } from '../../design/text-field.tsx'
import { maskJalali } from './jalali-mask.ts'

type Mask = (typed: string) => string

const plain: Mask = (typed) => toAsciiDigits(typed)

/**
 * A field for a code, a number or (with `maskJalali`) a date: written left to right in the digits of the screen,
 * whichever the keyboard has. The caret stays behind the sign it was behind.
 */
export function FiguresField({
  value,
  onChange,
  mask = plain,
  ...rest
}: Omit<TextFieldProps, 'value' | 'onChange' | 'ltr' | 'inputRef'> & {
  value: string
  onChange: (text: string) => void
  /** What stands in the field for what was typed, in ASCII digits. */
  mask?: Mask
}) {
  const { language } = useFormat()
  const input = useRef<HTMLInputElement>(null)
  const caret = useRef<number | null>(null)
  // React leaves the caret at the end of a text that is not the one typed.
  useLayoutEffect(() => {
    if (caret.current !== null) input.current?.setSelectionRange(caret.current, caret.current)
    caret.current = null
  })
  return (
    <TextField
      inputMode="numeric"
      autoComplete="off"
      {...rest}
      ltr
      inputRef={input}
      value={value}
      onChange={(typed) => {
        const text = mask(typed)
        const at = input.current?.selectionStart ?? typed.length
        caret.current =
          at >= typed.length ? text.length : Math.min(mask(typed.slice(0, at)).length, text.length)
        onChange(language === 'fa' ? toPersianDigits(text) : text)
      }}
    />
  )
}

/** The same for a date of the Persian calendar, whose slashes come by themselves (domain.md 3.3). */
export function JalaliField(props: Omit<Parameters<typeof FiguresField>[0], 'mask'>) {
  return <FiguresField {...props} mask={maskJalali} />
}
