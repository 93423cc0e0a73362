import { describe, expect, it } from 'vitest'
import { movedAddress, readCentralAddress, splitCentralAddress } from './central-address.ts'

const pin = 'q3Jz0b9cXvT1mYw8LrPa5dKfUe7hNsGi2oZt4xVj_Q-'
const other = 'A3Jz0b9cXvT1mYw8LrPa5dKfUe7hNsGi2oZt4xVj_QA'

describe('readCentralAddress', () => {
  it.each([
    ['https://central.example', 'https://central.example'],
    ['https://central.example/', 'https://central.example'],
    ['HTTPS://Central.Example:443/api//', 'https://central.example/api'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    [`https://central.example/#sha256=${pin}`, `https://central.example#sha256=${pin}`],
    [`https://central.example#sha256=${pin},${other}`, `https://central.example#sha256=${pin},${other}`],
    [
      `https://central.example#sha256=${pin.replaceAll('_', '/').replaceAll('-', '+')}=`,
      `https://central.example#sha256=${pin}`,
    ],
  ])('reads %s', (text, address) => {
    expect(readCentralAddress(text)).toBe(address)
    expect(readCentralAddress(address)).toBe(address)
  })

  it.each([
    'central.example',
    '',
    'http://central.example',
    'ftp://central.example',
    'http://127.0.0.1.evil.example',
    'https://user:secret@central.example',
    'https://central.example#sha256=',
    `https://central.example#sha256=${pin.slice(1)}`,
    `https://central.example#sha256=${pin},`,
    `https://central.example#sha1=${pin}`,
    `https://central.example#sha256=${Array(5).fill(pin).join(',')}`,
    `http://127.0.0.1#sha256=${pin}`,
  ])('refuses %j', (text) => {
    expect(readCentralAddress(text)).toBeNull()
  })
})

describe('an address', () => {
  it('is taken apart into where requests go and which keys may answer', () => {
    expect(splitCentralAddress(`https://central.example/api#sha256=${pin},${other}`)).toEqual({
      base: 'https://central.example/api',
      pins: [pin, other],
    })
    expect(splitCentralAddress('http://127.0.0.1:1/')).toEqual({ base: 'http://127.0.0.1:1', pins: [] })
  })

  it('that moves keeps its pin unless it brings another', () => {
    const pinned = `https://old.example#sha256=${pin}`
    expect(movedAddress(pinned, 'https://new.example')).toBe(`https://new.example#sha256=${pin}`)
    expect(movedAddress(pinned, `https://new.example#sha256=${other}`)).toBe(
      `https://new.example#sha256=${other}`,
    )
    expect(movedAddress(pinned, 'http://127.0.0.1:8080')).toBe(pinned)
    expect(movedAddress('https://old.example', 'https://new.example')).toBe('https://new.example')
    expect(movedAddress('https://old.example', `https://old.example#sha256=${pin}`)).toBe(
      `https://old.example#sha256=${pin}`,
    )
  })
})
