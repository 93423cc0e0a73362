import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { SyncStatus } from '#shared/contract/office.ts'
import { catalogues } from '#shared/i18n/catalogues.ts'
import { renderOffice } from '#tests/support/render-office.tsx'
import { reportLine } from '../../transport/line.ts'
import { SyncIndicator } from './sync-indicator.tsx'

const { sync: words } = catalogues.fa
let stop: () => void = () => {}
afterEach(() => {
  stop()
  reportLine('up')
})

/** What the mark in the bar looks like, with the words beside it. */
async function mark(sync: Partial<SyncStatus>) {
  stop()
  cleanup()
  const office = await renderOffice(<SyncIndicator />, { appointments: [], sync })
  stop = office.stop
  const button = screen.getByRole('button')
  const { dataset, classList } = button.querySelector<HTMLElement>('[data-line-mark]') ?? button
  return {
    shape: dataset.lineMark,
    colour: [...classList].find((name) => name.startsWith('text-')),
    text: button.textContent,
  }
}

it('tells by shape and by colour whether there is a line, whatever else there is to say', async () => {
  for (const rest of [{}, { parked: 2 }, { queued: 3 }]) {
    const online = await mark({ connection: 'online', ...rest })
    const offline = await mark({ connection: 'offline', ...rest })
    expect(online.text).toContain(words.online)
    expect(offline.text).toContain(words.offline)
    expect(offline.shape).toBe('plug')
    expect(online.shape).toBe('parked' in rest ? 'alert' : 'dot')
    expect(offline.colour).not.toBe(online.colour)
  }
})

it('tells that something needs attention also while the words are of what waits', async () => {
  const { shape, text } = await mark({ parked: 1, queued: 3 })
  expect(text).not.toContain(words.parked_one.replace('{{count}}', '').trim())
  expect(shape).toBe('alert')
})

it('looks for the line with a shape of its own', async () => {
  expect((await mark({ connection: 'connecting' })).shape).toBe('ring')
})

it('says that the core is gone before anything of the line', async () => {
  await mark({})
  reportLine('down')
  await screen.findByText(words.coreLost)
})
