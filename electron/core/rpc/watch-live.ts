import type { Live, NoticeIterator } from '../live.ts'
import type { CallContext } from './context.ts'

/** Aborts when whoever asked has gone: the call, the connection or the session has ended. */
export function whileAsked(
  { connection, session }: CallContext,
  signal: AbortSignal | undefined,
): AbortSignal {
  return AbortSignal.any([connection, session.signal(), ...(signal ? [signal] : [])])
}

/**
 * Notices for one screen, until it goes away, its connection closes or its session ends; whoever is no longer signed in
 * is told so and gets nothing more.
 */
export function watchLive(
  live: Live,
  context: CallContext,
  signal: AbortSignal | undefined,
  signInRequired: () => Error,
): NoticeIterator {
  const notices = live.subscribe(whileAsked(context, signal))
  const iterator: NoticeIterator = {
    async next() {
      const result = await notices.next()
      if (context.session.user() !== null || context.connection.aborted) return result
      await notices.return?.()
      throw signInRequired()
    },
    async return() {
      await notices.return?.()
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]: () => iterator,
    async [Symbol.asyncDispose]() {
      await notices.return?.()
    },
  }
  return iterator
}
