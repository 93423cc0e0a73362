import type { demoCitizens, newestMessages } from '../../demo/citizens.ts'
import { get } from './request.ts'

/* What the demonstration shows; there only where the central system runs as one. */

export type DemoCitizen = Awaited<ReturnType<typeof demoCitizens>>[number]
export type DemoMessage = Awaited<ReturnType<typeof newestMessages>>[number]

export const listDemoCitizens = (signal: AbortSignal) =>
  get<{ people: DemoCitizen[] }>('/demo/people', signal)

export const listDemoMessages = (signal: AbortSignal) =>
  get<{ messages: DemoMessage[] }>('/demo/outbox', signal)
