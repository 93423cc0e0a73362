import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { shellTexts } from '../shell-texts.ts'
import { isPassphrasePage, passphraseQuestions } from './questions.ts'

const texts = shellTexts.fa.passphrase

function setUp() {
  const windows: (EventEmitter & { destroy: ReturnType<typeof vi.fn> })[] = []
  const questions = passphraseQuestions(
    () => {
      const window = Object.assign(new EventEmitter(), {
        loadURL: async () => undefined,
        show: () => undefined,
        destroy: vi.fn(() => window.emit('closed')),
      })
      windows.push(window)
      return window
    },
    'fa',
    texts,
  )
  const ask = (path: string, body?: Record<string, string>) => {
    const init = body === undefined ? {} : { method: 'POST', body: new URLSearchParams(body).toString() }
    const url = `app://passphrase${path}`
    return questions.handle(new Request(url, init), new URL(url))
  }
  return { questions, windows, ask }
}

describe('the passphrase page', () => {
  it('is there only while a question stands', async () => {
    const { ask, questions, windows } = setUp()
    expect((await ask('/')).status).toBe(404)
    const answer = questions.choose()
    const page = await ask('/')
    expect(await page.text()).toContain(texts.chooseTitle)
    const csp = page.headers.get('content-security-policy') ?? ''
    expect(csp).toContain("script-src 'none'")
    expect(csp).toContain("form-action 'self'")
    windows[0]?.emit('closed')
    expect(await answer).toBeNull()
    expect((await ask('/submit', { passphrase: 'x'.repeat(12), repeat: 'x'.repeat(12) })).status).toBe(404)
  })

  it('takes a new passphrase that is long enough and typed twice alike', async () => {
    const { ask, questions, windows } = setUp()
    const answer = questions.choose()
    expect(await (await ask('/submit', { passphrase: 'short', repeat: 'short' })).text()).toContain(
      texts.tooShort,
    )
    const differing = await ask('/submit', { passphrase: 'long enough one', repeat: 'long enough two' })
    expect(await differing.text()).toContain(texts.differs)
    expect((await ask('/submit', { passphrase: 'long enough one', repeat: 'long enough one' })).status).toBe(
      204,
    )
    expect(await answer).toBe('long enough one')
    await vi.waitFor(() => expect(windows[0]?.destroy).toHaveBeenCalledOnce())
  })

  it('asks until the passphrase is right', async () => {
    const { ask, questions } = setUp()
    const answer = questions.enter(async (text) => text === 'right')
    expect(await (await ask('/submit', { passphrase: 'wrong' })).text()).toContain(texts.wrong)
    await ask('/submit', { passphrase: 'right' })
    expect(await answer).toBe('right')
  })

  it('refuses other paths, methods, and a form of no human size', async () => {
    const { ask, questions, windows } = setUp()
    const answer = questions.enter(async () => true)
    expect((await ask('/other')).status).toBe(404)
    expect((await ask('/', { passphrase: 'x' })).status).toBe(404)
    expect((await ask('/submit', { passphrase: 'x'.repeat(5000) })).status).toBe(413)
    windows[0]?.emit('closed')
    expect(await answer).toBeNull()
  })

  it.each([
    ['app://passphrase/', true],
    ['app://passphrase/submit', true],
    ['app://passphrase/submit?x', false],
    ['app://passphrase.example/', false],
    ['https://passphrase/', false],
  ])('may go to %s: %s', (url, may) => expect(isPassphrasePage(url)).toBe(may))
})
