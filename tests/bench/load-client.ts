import { Agent, request } from 'node:http'

/**
 * What sends the load: HTTP with as little of its own cost as Node can, on connections that stay open. It shares the
 * processors with the system that is measured.
 */
export class LoadClient {
  readonly #url: string
  readonly #agent = new Agent({ keepAlive: true })

  constructor(url: string) {
    this.#url = url
  }

  /** Posts JSON and gives the text of the answer, to be checked when the time is no longer taken; throws unless it is a 2xx. */
  post(path: string, token: string, body: string): Promise<string> {
    return new Promise((done, failed) => {
      const sent = request(`${this.#url}${path}`, {
        method: 'POST',
        agent: this.#agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          authorization: `Bearer ${token}`,
        },
      })
      sent.on('error', failed)
      sent.on('response', (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('error', failed)
        response.on('data', (part: string) => {
          text += part
        })
        response.on('end', () => {
          const { statusCode = 0 } = response
          if (statusCode >= 200 && statusCode < 300) done(text)
          else failed(new Error(`${path} answered ${statusCode}: ${text}`))
        })
      })
      sent.end(body)
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}
