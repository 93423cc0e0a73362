import { useEffect, useState } from 'react'
import type { WaitingRoom } from '#shared/contract/queue.ts'
import { displayClient } from './display-client.ts'

export type Room = {
  /** What was told last; null before the core has answered once. */
  room: WaitingRoom | null
  /** Whether changes come in now: otherwise what is shown may be old, and says so. */
  isLive: boolean
}

const FIRST_WAIT = 300
const LONGEST_WAIT = 4_000

/** Listens to the core for as long as the page is open, and begins again by itself when the line breaks. */
export function useRoom(): Room {
  const [state, setState] = useState<Room>({ room: null, isLive: false })
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const listen = async () => {
      const client = displayClient()
      let wait = FIRST_WAIT
      while (!signal.aborted) {
        try {
          for await (const room of await client.display.watch(undefined, { signal })) {
            wait = FIRST_WAIT
            setState({ room, isLive: true })
          }
        } catch {
          // Whatever broke: it is tried again, and the screen says that it is not live.
        }
        if (signal.aborted) return
        setState(({ room }) => ({ room, isLive: false }))
        await new Promise((resolve) => setTimeout(resolve, wait))
        wait = Math.min(wait * 2, LONGEST_WAIT)
      }
    }
    void listen()
    return () => controller.abort()
  }, [])
  return state
}
