import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '#build/project.ts'
import { catalogues } from '#shared/i18n/catalogues.ts'
import { theirs } from './aria-strings.ts'

it('React Aria’s own texts are ours for every component that is used', () => {
  // Drag and drop, colours and the rest below are in no screen; whoever uses one has to give it words first.
  const unused = /^@react-(aria|stately)\/(dnd|color|steplist|previewtrigger)$/
  const ours = catalogues.fa.aria as Readonly<Record<string, Readonly<Record<string, string>>>>
  const missing = Object.entries(theirs)
    .filter(([name]) => !unused.test(name))
    .flatMap(([name, texts]) =>
      Object.keys(texts).flatMap((key) => (ours[name]?.[key] === undefined ? [`${name} ${key}`] : [])),
    )
  expect(missing).toEqual([])
  const sources = readdirSync(join(projectRoot, 'renderer'), { recursive: true, encoding: 'utf8' })
  for (const file of sources.filter((name) => /(?<!\.test)\.tsx$/.test(name))) {
    const text = readFileSync(join(projectRoot, 'renderer', file), 'utf8')
    expect(/\b(useDragAndDrop|DropZone|Color(Area|Field|Picker|Slider|Swatch|Wheel))\b/.exec(text)).toBeNull()
  }
})
