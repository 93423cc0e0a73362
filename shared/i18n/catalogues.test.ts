import { describe, expect, it } from 'vitest'
import { catalogues } from './catalogues.ts'
import * as enPortal from './en/portal/index.ts'
import * as faPortal from './fa/portal/index.ts'

/** Every text with its path. The compiler has seen to it that the keys are the same; here it is about what is in them. */
function textsOf(part: object, path = ''): [path: string, text: string][] {
  return Object.entries(part).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : textsOf(value as object, `${path}${key}.`),
  )
}

const fa = textsOf({ ...catalogues.fa, portal: faPortal })
const en = new Map(textsOf({ ...catalogues.en, portal: enPortal }))
const variablesOf = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

describe('catalogues', () => {
  it('fill the same blanks in both languages', () => {
    for (const [path, text] of fa)
      expect([path, variablesOf(en.get(path) ?? '')]).toEqual([path, variablesOf(text)])
  })

  it('say something everywhere', () => {
    for (const [path, text] of [...fa, ...en]) expect([path, text.trim()]).not.toEqual([path, ''])
  })

  it('have one English word for signing in and out', () => {
    for (const [path, text] of en)
      expect([path, text.match(/\blog(?:ged|s|ging)?[- ]?(?:in|out)\b/i)]).toEqual([path, null])
  })

  it('write Persian with Persian letters, digits and punctuation', () => {
    for (const [path, text] of fa) {
      const bare = text.replace(/\{\{\w+\}\}/g, '')
      expect([path, bare.match(/[يىكةە٠-٩]/)]).toEqual([path, null])
      expect([path, bare.match(/[؀-ۿ] ?[,;?]/)]).toEqual([path, null])
      expect([path, bare.match(/(?<![A-Za-z])[0-9]/)]).toEqual([path, null])
    }
  })
})
