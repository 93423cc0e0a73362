import { MessageChannel } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TestCore } from '#tests/support/test-core.ts'
import { openTestCore, signIn } from '#tests/support/test-core.ts'

let office: TestCore
beforeEach(() => {
  office = openTestCore({ appointments: 2 })
})
afterEach(() => office.close())

test('messages that cannot be read end nothing: the same and other pages are still answered', async () => {
  const desk = await signIn(office.portDesk(), 'paziresh')
  const { port1, port2 } = new MessageChannel()
  office.core.attachPort(port1)
  const rubbish = [
    '{',
    'null',
    '[]',
    '{"i":"1"}',
    '{"i":"1","p":{}}',
    '{"i":"1","p":{"u":"not a url"}}',
    '{"i":"1","p":{"u":"/session/signIn","h":{"content-type":"multipart/form-data; boundary=x"}}}',
    '{"i":"1","p":{"u":"/session/signIn","h":{"Content-Disposition":"attachment; filename=x"}}}',
    '{"i":"1","t":3,"p":null}',
    new Uint8Array([255, 0, 1]),
    { any: 'object' },
    null,
    undefined,
    7,
  ]
  for (const message of rubbish) port2.postMessage(message)
  // Readable, and still no call of ours: answered, not logged.
  port2.postMessage('{"i":"2","p":{"u":"/none","b":{"json":{}}}}')
  port2.postMessage('{"i":"3","t":4}')
  const answer = await new Promise((resolve) => port2.once('message', resolve))
  expect(JSON.parse(String(answer))).toMatchObject({ i: '2', p: { s: 404 } })
  expect(office.logged).toEqual(rubbish.map(() => ({ level: 'warn', event: 'port_message_unreadable' })))
  expect((await desk.session.current()).user?.username).toBe('paziresh')
  port2.close()
})
