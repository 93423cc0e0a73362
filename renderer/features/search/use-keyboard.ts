import { useEffect } from 'react'
import { useRoute } from '../../app/route.ts'
import { inOverlay, isTextField, runShortcut } from '../../app/shortcuts.ts'
import { notify } from '../../design/notice.ts'
import { useSession } from '../../stores/session.ts'
import { codeOf } from './codes-in.ts'
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

/** How long a scan that came in a dialog is worth opening, ms. */
const LONGEST_WAIT = 120_000

const OVERLAY = '[role="dialog"],[role="alertdialog"]'

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
    let waiting: { code: string; since: number } | null = null
    /** What the field held before each key of what may become a scan. */
    let held: ({ field: HTMLInputElement | HTMLTextAreaElement; value: string } | null)[] = []

    // Capturing, because a scan has to be noticed even where a control keeps its keys to itself.
    const watchScan = (event: KeyboardEvent) => {
      if (isLocked() || event.ctrlKey || event.altKey || event.metaKey) return
      const { at, scanned } = reader.key(event, event.timeStamp)
      if (at !== null) {
        const { target } = event
        const field = isTextField(target) && !isSearchField(target) ? target : null
        held[at] = field && { field, value: field.value }
      }
      if (scanned === null) return
      const { code } = scanned
      const before = held[scanned.from] ?? null
      held = []
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
        waiting = { code, since: event.timeStamp }
        notify({ tone: 'info', title: texts.scanInDialog })
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
    /** A scan that came while a dialog was open: its applicant is opened once the dialog has gone. */
    const openWaiting = () => {
      if (!waiting || isLocked() || document.querySelector(OVERLAY)) return
      const { code, since } = waiting
      waiting = null
      if (performance.now() - since < LONGEST_WAIT) void openCode(code)
    }
    const later = () =>
      requestAnimationFrame(() => {
        returnFocus()
        openWaiting()
      })
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
    document.addEventListener('focusin', later)
    // What had the focus goes with its place; not every browser tells of an element that is taken away.
    const leaveRoute = useRoute.subscribe(later)
    later()
    return () => {
      leaveRoute()
      window.removeEventListener('keydown', watchScan, { capture: true })
      window.removeEventListener('keydown', onKey)
      window.removeEventListener('pointerdown', onPointerDown, { capture: true })
      window.removeEventListener('pointerup', onPointerUp, { capture: true })
      window.removeEventListener('pointercancel', onPointerUp, { capture: true })
      document.removeEventListener('focusout', later)
      document.removeEventListener('focusin', later)
      useSearch.setState({ busy: false, answer: null })
    }
  }, [texts.scanInDialog])
}
