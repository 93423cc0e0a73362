import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** The line between an office and its central system: real TCP that a test can cut and mend. */
export type Line = {
  /** What the office is told to be the central system's address. */
  url: string
  /** Every connection ends in the middle of whatever it carries; new ones are refused. */
  cut(): void
  mend(): void
  close(): Promise<void>
}

/** @param target address of the real server, `http://127.0.0.1:PORT` */
export async function createLine(target: string): Promise<Line> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let isCut = false
  const track = (socket: Socket, partner: () => Socket) => {
    sockets.add(socket)
    socket.on('error', () => partner().destroy())
    socket.on('close', () => {
      sockets.delete(socket)
      partner().destroy()
    })
  }
  const server = createServer((near) => {
    if (isCut) {
      near.destroy()
      return
    }
    const far = connect(Number(port), hostname)
    track(near, () => far)
    track(far, () => near)
    near.pipe(far)
    far.pipe(near)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      isCut = true
      for (const socket of sockets) socket.resetAndDestroy()
    },
    mend() {
      isCut = false
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
