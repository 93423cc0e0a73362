import { useEffect } from 'react'
import { inOverlay, isTextField, runShortcut } from '../../app/shortcuts.ts'
import { notify } from '../../design/notice.ts'
import { useSession } from '../../stores/session.ts'
import { codeOf } from './find-code.ts'
import { focusSearch, isSearchField } from './focus.ts'
import { createScanReader } from './scan-reader.ts'
import { scanReceiver } from './scan-receiver.ts'
import { openCode, useSearch } from './search-store.ts'

/** Gives a field of a form back what it held before a scan ran into it, in the way React notices. */
function restore(field: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement
  Object.getOwnPropertyDescriptor(prototype.prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Digits of a national code and, by default, of a tracking code (domain.md 2.2, 2.6). */
const CODE_LENGTH = 10

/** Behind the lock nothing listens: what is typed there is a password. */
const isLocked = () => useSession.getState().phase === 'locked'

const isPrintable = (event: KeyboardEvent) =>
  event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey

/**
 * The keyboard of the whole window: a scan opens its applicant from wherever the focus is, shortcuts run, and what is
 * typed outside a field lands in the search field, which has the focus whenever nothing else does.
 */
export function useKeyboard(texts: { scanInDialog: string }): void {
  useEffect(() => {
    const reader = createScanReader()
    let before: { field: HTMLInputElement | HTMLTextAreaElement; value: string } | null = null

    // Capturing, because a scan has to be noticed even where a control keeps its keys to itself.
    const watchScan = (event: KeyboardEvent) => {
      if (isLocked()) return
      const held = reader.length
      const code = reader.key(event.key, event.timeStamp)
      if (reader.length === 1 && held !== 1) {
        const { target } = event
        before = isTextField(target) && !isSearchField(target) ? { field: target, value: target.value } : null
      }
      if (code === null) return
      event.preventDefault()
      event.stopPropagation()
      const receive = inOverlay(event.target) ? scanReceiver() : null
      if (receive) {
        // A busy machine may have lost the first keys' time: then the field holds the whole code, and nothing else.
        const typed = before ? codeOf(before.field.value) : null
        const whole = typed !== null && typed.length === CODE_LENGTH && typed.endsWith(code) ? typed : null
        if (before) restore(before.field, whole === null ? before.value : '')
        receive(whole ?? code)
        return
      }
      if (before) restore(before.field, before.value)
      if (inOverlay(event.target)) {
        notify({ tone: 'warning', title: texts.scanInDialog })
        return
      }
      const whole = isSearchField(event.target) ? codeOf((event.target as HTMLInputElement).value) : null
      focusSearch()
      // A whole code in the field beats what came at a scanner's pace: a busy machine may have lost the first keys' time.
      if (whole === null || whole === code) void openCode(code)
      else if (whole.length === CODE_LENGTH) void openCode(whole, [code])
      else void openCode(code, [whole])
    }

    const onKey = (event: KeyboardEvent) => {
      if (isLocked() || runShortcut(event) || event.defaultPrevented || event.isComposing) return
      if (!isPrintable(event) || isTextField(event.target) || inOverlay(event.target)) return
      // The key itself goes into the field: the focus moves before the browser types it.
      focusSearch({ select: true })
    }

    let pointerIsDown = false
    const returnFocus = () => {
      if (isLocked() || pointerIsDown || document.activeElement !== document.body) return
      // A text somebody marked for copying would lose its mark.
      if (document.getSelection()?.isCollapsed === false) return
      focusSearch()
    }
    const later = () => requestAnimationFrame(returnFocus)
    const onPointerDown = () => {
      pointerIsDown = true
    }
    const onPointerUp = () => {
      pointerIsDown = false
      later()
    }

    window.addEventListener('keydown', watchScan, { capture: true })
    window.addEventListener('keydown', onKey)
    window.addEventListener('pointerdown', onPointerDown, { capture: true })
    window.addEventListener('pointerup', onPointerUp, { capture: true })
    window.addEventListener('pointercancel', onPointerUp, { capture: true })
    document.addEventListener('focusout', later)
    later()
    return () => {
      window.removeEventListener('keydown', watchScan, { capture: true })
      window.removeEventListener('keydown', onKey)
      window.removeEventListener('pointerdown', onPointerDown, { capture: true })
      window.removeEventListener('pointerup', onPointerUp, { capture: true })
      window.removeEventListener('pointercancel', onPointerUp, { capture: true })
      document.removeEventListener('focusout', later)
      useSearch.setState({ busy: false, answer: null })
    }
  }, [texts.scanInDialog])
}
