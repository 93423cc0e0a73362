import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { implement } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PORT_MESSAGE } from '#shared/contract/channels.ts'
import { officeContract } from '#shared/contract/office.ts'
import { deviceStatus } from '#tests/support/device-double.ts'
import { useLine } from './line.ts'
import type { OfficeClient } from './office-client.ts'
import { portLink } from './port-link.ts'

/** A core that only tells which of its lives it is in. */
function startCore(life: number): NodePort {
  const { port1, port2 } = new MessageChannel()
  const status = implement(officeContract).device.status.handler(() => ({
    ...deviceStatus,
    appVersion: String(life),
  }))
  new RPCHandler({ device: { status } }).upgrade(port1 as unknown as MessagePort)
  port1.start()
  cores.push(port1)
  return port2
}

const cores: NodePort[] = []
const page = new EventTarget()

function handOver(port: NodePort, source: unknown = page): void {
  const event = Object.assign(new Event('message'), { data: PORT_MESSAGE, ports: [port], source })
  page.dispatchEvent(event)
}

beforeEach(() => {
  vi.stubGlobal('window', page)
  useLine.setState({ line: 'up' })
})
afterEach(() => {
  for (const core of cores.splice(0)) core.close()
  vi.unstubAllGlobals()
})

describe('the line over a message port', () => {
  it('waits for the port, and takes a new one after the core has come back', async () => {
    const connectCore = vi.fn()
    const client: OfficeClient = createORPCClient(portLink({ connectCore }))
    const early = client.device.status()
    expect(connectCore).toHaveBeenCalledTimes(1)
    handOver(startCore(1))
    expect((await early).appVersion).toBe('1')
    expect((await client.device.status()).appVersion).toBe('1')

    cores[0]?.close()
    await vi.waitFor(() => expect(connectCore).toHaveBeenCalledTimes(2))
    expect(useLine.getState().line).toBe('down')
    const meanwhile = client.device.status()
    handOver(startCore(2))
    expect((await meanwhile).appVersion).toBe('2')
    expect(useLine.getState().line).toBe('up')
  })

  it('ends the calls of a port that a newer one replaces', async () => {
    const client: OfficeClient = createORPCClient(portLink({ connectCore: () => {} }))
    const { port1, port2 } = new MessageChannel()
    cores.push(port1)
    handOver(port2)
    const unanswered = client.device.status()
    const failed = expect(unanswered).rejects.toThrow()
    await new Promise((resolve) => setTimeout(resolve, 20))
    handOver(startCore(4))
    await failed
    expect((await client.device.status()).appVersion).toBe('4')
  })

  it('takes no port that another frame offers', async () => {
    const client: OfficeClient = createORPCClient(portLink({ connectCore: () => {} }))
    handOver(startCore(66), new EventTarget())
    const asked = client.device.status()
    handOver(startCore(3))
    expect((await asked).appVersion).toBe('3')
  })
})
