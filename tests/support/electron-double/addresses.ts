/**
 * Chromium outside Electron knows no schemes of an application's own. `app://host/path` is therefore loaded as
 * `https://host.app-double.invalid/path`, which has what `standard` and `secure` give in Electron: an origin of its own and a
 * secure context. Whatever the double tells the application has the application's own form.
 */
const suffix = '.app-double.invalid'

export function toChromium(url: string): string {
  return url.replace(/^app:\/\/([^/?#]*)/, `https://$1${suffix}`)
}

export function fromChromium(url: string): string {
  const parts = /^https:\/\/([^/?#]*)(.*)$/.exec(url)
  const host = parts?.[1] ?? ''
  return host.endsWith(suffix) ? `app://${host.slice(0, -suffix.length)}${parts?.[2] ?? ''}` : url
}

/** The origin of the application's own form: `app://host`. */
export function originOf(chromiumUrl: string): string {
  const url = fromChromium(chromiumUrl)
  const own = /^app:\/\/[^/?#]*/.exec(url)?.[0]
  return own ?? (URL.canParse(url) ? new URL(url).origin : 'null')
}

export const isOwn = (chromiumUrl: string): boolean => fromChromium(chromiumUrl) !== chromiumUrl
