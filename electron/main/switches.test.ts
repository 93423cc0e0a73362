import { describe, expect, it } from 'vitest'
import { refusedSwitch } from './switches.ts'

describe('refusedSwitch', () => {
  it.each([
    ['--remote-debugging-port=9222', '--remote-debugging-port'],
    ['--remote-debugging-pipe', '--remote-debugging-pipe'],
    ['--Remote-Debugging-Port=0', '--Remote-Debugging-Port'],
    ['--inspect-brk=0', '--inspect-brk'],
    ['--no-sandbox', '--no-sandbox'],
    ['--disable-gpu-sandbox', '--disable-gpu-sandbox'],
    ['--disable-web-security', '--disable-web-security'],
    ['--ignore-certificate-errors-spki-list=x', '--ignore-certificate-errors-spki-list'],
    ['--proxy-server=http://127.0.0.1:8080', '--proxy-server'],
    ['--log-net-log=/tmp/x', '--log-net-log'],
    ['--js-flags=--expose-gc', '--js-flags'],
  ])('finds %s', (argument, name) => {
    expect(refusedSwitch(['/opt/pishkhan', '--central=https://x', argument])).toBe(name)
  })

  it.each([
    '--central=https://x',
    '--data-dir=/x',
    '--activation',
    'CODE',
    '--lang=fa',
    '--force-device-scale-factor=2',
  ])('lets %s pass', (argument) => expect(refusedSwitch(['/opt/pishkhan', argument])).toBeNull())
})
