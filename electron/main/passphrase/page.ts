import { longestTypedCode } from '#shared/escrow/code.ts'
import type { Language } from '#shared/i18n/catalogues.ts'
import type { CodeProblem } from '../key-recovery.ts'
import type { ShellTexts } from '../shell-texts.ts'

/** What went wrong with the answer before, in words. */
export type PassphraseProblem = 'wrong' | 'tooShort' | 'differs' | CodeProblem

/** What is asked for: a new passphrase, the passphrase, or the recovery code. */
export type QuestionMode = 'choose' | 'enter' | 'code'

export const STYLE_PATH = '/style.css'
export const SUBMIT_PATH = '/submit'

/**
 * The page that asks for a passphrase: plain HTML with a form, no script at all. It is shown before anything else of the
 * application runs.
 */
export function passphrasePage(
  mode: QuestionMode,
  language: Language,
  texts: ShellTexts['passphrase'],
  problem: PassphraseProblem | null,
): string {
  const title = texts[`${mode}Title`]
  const field = (name: string, label: string, focused: boolean) =>
    `<label>${escapeHtml(label)}<input name="${name}" ${inputOf(mode)} autocomplete="off" required${
      focused ? ' autofocus' : ''
    }></label>`
  return `<!doctype html>
<html lang="${language}" dir="${language === 'fa' ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><title>${escapeHtml(title)}</title><link rel="stylesheet" href="${STYLE_PATH}"></head>
<body>
<form method="post" action="${SUBMIT_PATH}">
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(texts[`${mode}Intro`])}</p>
${problem === null ? '' : `<p class="problem" role="alert">${escapeHtml(texts[problem])}</p>`}
${field('passphrase', mode === 'code' ? texts.code : texts.passphrase, true)}
${mode === 'choose' ? field('repeat', texts.repeat, false) : ''}
<button>${escapeHtml(texts.accept)}</button>
</form>
</body>
</html>`
}

/** A code is read off paper: it is seen as it is typed. */
const inputOf = (mode: QuestionMode) =>
  mode === 'code'
    ? `type="text" dir="ltr" spellcheck="false" autocapitalize="characters" maxlength="${longestTypedCode}"`
    : 'type="password" dir="auto"'

export const passphraseStyle = `
:root { color-scheme: light dark; font: 15px/1.8 Vazirmatn, 'Segoe UI', Tahoma, sans-serif }
body { margin: 0; padding: 24px 28px; background: light-dark(oklch(98.5% .004 95), oklch(19% .012 230));
  color: light-dark(oklch(25% .02 230), oklch(94% .006 230)) }
h1 { margin: 0 0 4px; font-size: 18px }
p { margin: 0 0 12px }
label { display: block; margin-block-end: 10px; font-weight: 600 }
input { display: block; box-sizing: border-box; inline-size: 100%; margin-block-start: 2px; padding: 6px 10px; font: inherit;
  color: inherit; background: light-dark(white, oklch(17% .012 230));
  border: 1px solid light-dark(oklch(60% .018 230), oklch(60% .016 230)); border-radius: 4px }
button { padding: 6px 22px; font: inherit; font-weight: 600; color: light-dark(white, oklch(19% .012 230));
  background: light-dark(oklch(50% .095 205), oklch(74% .1 200)); border: 0; border-radius: 4px }
:focus-visible { outline: 2px solid light-dark(oklch(50% .095 205), oklch(74% .1 200)); outline-offset: 2px }
.problem { color: light-dark(oklch(48% .16 18), oklch(78% .13 18)); font-weight: 600 }
`

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
