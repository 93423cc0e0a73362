import { useRef, useState } from 'react'
import { parseWalkInCodes } from '#shared/domain/walk-in-details.ts'
import { useFormat } from '../../app/format.ts'
import { useScans } from '../search/scan-receiver.ts'
import { type Codes, orderCodes, placeCode, plainCodes } from './place-code.ts'

/** The two codes as they are being typed and scanned, in any order. */
export function useCodes({
  seed,
  length,
  onChange,
  onComplete,
}: {
  /** A code that was scanned before. */
  seed: string | null
  /** Digits of a tracking code. */
  length: number
  /** They are other codes than before. */
  onChange: () => void
  /** The clerk has given both; in stored form. */
  onComplete: (codes: Codes) => void
}) {
  const format = useFormat()
  const shown = ({ nationalCode, trackingCode }: Codes): Codes => ({
    nationalCode: format.digits(nationalCode),
    trackingCode: format.digits(trackingCode),
  })
  const [typed, setTyped] = useState<Codes>(() => {
    const none = { nationalCode: '', trackingCode: '' }
    return shown(seed === null ? none : placeCode(none, seed))
  })
  const [tried, setTried] = useState(false)
  // A scan comes between two drawings of the screen.
  const latest = useRef(typed)
  const form = useRef<HTMLFormElement>(null)

  const read = (codes: Codes) =>
    parseWalkInCodes(orderCodes(plainCodes(codes), length), { trackingCodeLength: length })
  const put = (codes: Codes) => {
    latest.current = shown(codes)
    setTyped(latest.current)
  }
  const type = (codes: Codes) => {
    put(codes)
    setTried(false)
    onChange()
  }

  const focus = (name: keyof Codes) => {
    const field = form.current?.elements.namedItem(name)
    if (field instanceof HTMLInputElement) field.focus()
  }
  /** Goes on with what stands there, or to the field that is still to be filled in. */
  const submit = () => {
    const codes = latest.current
    const outcome = read(codes)
    if (outcome.ok) {
      put(outcome.value)
      onComplete(outcome.value)
      return
    }
    const { errors } = outcome
    put(orderCodes(plainCodes(codes), length))
    const next = errors.nationalCode ? 'nationalCode' : 'trackingCode'
    // One of them has not been given yet: that is no mistake.
    const isMissing = Object.keys(errors).length === 1 && errors[next] === 'required'
    setTried(!isMissing)
    focus(next)
  }

  useScans((code) => {
    const placed = placeCode(plainCodes(latest.current), code)
    type(placed)
    // Both are there: the hand has nothing left to do but to wait.
    if (read(placed).ok) submit()
    // Where a scan comes too slowly to be told from typing, it finds an empty field.
    else focus(placed.nationalCode === '' ? 'nationalCode' : 'trackingCode')
  })

  const outcome = read(typed)
  return {
    /** Of the form that has both fields, each with the name of its code. */
    form,
    typed,
    tried,
    type,
    /** Shows them as they were meant; they are no other codes than before. */
    put,
    submit,
    /** In stored form; null while they are not complete. */
    codes: outcome.ok ? outcome.value : null,
    errors: outcome.ok ? {} : outcome.errors,
  }
}
