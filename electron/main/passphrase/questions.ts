import type { BrowserWindowConstructorOptions } from 'electron'
import type { Language } from '#shared/i18n/catalogues.ts'
import type { HostHandler } from '../app-protocol.ts'
import { contentSecurityPolicy, securityHeaders } from '../content-security.ts'
import type { CodeProblem } from '../key-recovery.ts'
import { SHORTEST_PASSPHRASE } from '../key-wrapping.ts'
import type { ShellTexts } from '../shell-texts.ts'
import type { PassphraseProblem, QuestionMode } from './page.ts'
import { passphrasePage, passphraseStyle, STYLE_PATH, SUBMIT_PATH } from './page.ts'

export const PASSPHRASE_HOST = 'passphrase'
const origin = `app://${PASSPHRASE_HOST}`

/** The only addresses that the window may go to by itself. */
export const isPassphrasePage = (url: string): boolean =>
  url === `${origin}/` || url === `${origin}${SUBMIT_PATH}`

/** What is used of a window. */
export type QuestionWindow = {
  loadURL(url: string): Promise<void>
  show(): void
  destroy(): void
  once(event: 'closed', listener: () => void): unknown
  once(event: 'ready-to-show', listener: () => void): unknown
}

type Question = {
  mode: QuestionMode
  judge: (form: URLSearchParams) => Promise<PassphraseProblem | null>
  accepted: (passphrase: string) => void
}

/** A form of one or two fields is shorter than this; more is no answer of a person. */
const LONGEST_FORM = 4096

/**
 * Asks for a passphrase in a small window of its own: scripts off, sandboxed, no preload, no bridge. The form's
 * answer comes to `handle` as a request of the `app:` scheme and stays in this process.
 */
export function passphraseQuestions(
  openWindow: (options: BrowserWindowConstructorOptions) => QuestionWindow,
  language: Language,
  texts: ShellTexts['passphrase'],
): {
  handle: HostHandler
  choose: () => Promise<string | null>
  enter: (isRight: (passphrase: string) => Promise<boolean>) => Promise<string | null>
  /** The recovery code, until `problemOf` has nothing to say; false when the window was closed. */
  code: (problemOf: (typed: string) => CodeProblem | null) => Promise<boolean>
} {
  let current: Question | null = null
  const csp = contentSecurityPolicy({
    'script-src': ["'none'"],
    'connect-src': ["'none'"],
    'form-action': ["'self'"],
  })

  const page = (question: Question, problem: PassphraseProblem | null) =>
    new Response(passphrasePage(question.mode, language, texts, problem), {
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Cache-Control': 'no-store',
        ...securityHeaders(csp),
      },
    })
  const refusal = (status: number) => new Response(null, { status, headers: securityHeaders(csp) })

  const ask = (mode: Question['mode'], judge: Question['judge']) =>
    new Promise<string | null>((resolve) => {
      const window = openWindow(windowOptions)
      const question: Question = { mode, judge, accepted: finish }
      function finish(answer: string | null): void {
        if (current !== question) return
        current = null
        resolve(answer)
        // Not at once: the window is still waiting for the answer to its form.
        setImmediate(() => window.destroy())
      }
      current = question
      window.once('ready-to-show', () => window.show())
      window.once('closed', () => finish(null))
      window.loadURL(`${origin}/`).catch(() => finish(null))
    })

  return {
    async handle(request, url) {
      const question = current
      if (question === null) return refusal(404)
      if (request.method === 'GET' && url.pathname === STYLE_PATH)
        return new Response(passphraseStyle, {
          headers: { 'Content-Type': 'text/css; charset=utf-8', ...securityHeaders(csp) },
        })
      if (request.method === 'GET' && (url.pathname === '/' || url.pathname === SUBMIT_PATH))
        return page(question, null)
      if (request.method !== 'POST' || url.pathname !== SUBMIT_PATH) return refusal(404)
      const text = await request.text()
      if (text.length > LONGEST_FORM) return refusal(413)
      const form = new URLSearchParams(text)
      const problem = await question.judge(form)
      if (problem !== null) return page(question, problem)
      question.accepted(form.get('passphrase') ?? '')
      return refusal(204)
    },
    choose: () =>
      ask('choose', async (form) => {
        const passphrase = form.get('passphrase') ?? ''
        if ([...passphrase].length < SHORTEST_PASSPHRASE) return 'tooShort'
        return passphrase === form.get('repeat') ? null : 'differs'
      }),
    enter: (isRight) =>
      ask('enter', async (form) => ((await isRight(form.get('passphrase') ?? '')) ? null : 'wrong')),
    code: async (problemOf) =>
      (await ask('code', async (form) => problemOf(form.get('passphrase') ?? ''))) !== null,
  }
}

const windowOptions: BrowserWindowConstructorOptions = {
  width: 480,
  height: 420,
  resizable: false,
  minimizable: false,
  maximizable: false,
  fullscreenable: false,
  autoHideMenuBar: true,
  show: false,
  webPreferences: {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    javascript: false,
    spellcheck: false,
    webviewTag: false,
    devTools: false,
  },
}
