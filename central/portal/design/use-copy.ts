import { useState } from 'react'

/** Copies a text; where the browser forbids it nothing is claimed, and the text can still be marked by hand. */
export function useCopy(text: string, onCopied: () => void): { copied: boolean; copy: () => void } {
  const [copied, setCopied] = useState(false)
  const copy = () => {
    navigator.clipboard
      ?.writeText(text)
      .then(() => {
        setCopied(true)
        onCopied()
      })
      .catch(() => undefined)
  }
  return { copied, copy }
}
