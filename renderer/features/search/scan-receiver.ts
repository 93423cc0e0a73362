import { useEffect, useRef } from 'react'

type Receiver = (code: string) => void

let receiver: Receiver | null = null

/** The dialog that waits for codes, if one does: a scan goes there instead of opening an applicant. */
export const scanReceiver = (): Receiver | null => receiver

/** While the calling component is on the screen, scans are its own. */
export function useScans(receive: Receiver): void {
  const latest = useRef(receive)
  latest.current = receive
  useEffect(() => {
    const own: Receiver = (code) => latest.current(code)
    receiver = own
    return () => {
      if (receiver === own) receiver = null
    }
  }, [])
}
