/** SHA-256 of a public key (SubjectPublicKeyInfo) as base64url: 32 bytes. */
const pinForm = /^[A-Za-z0-9_-]{43}$/
const pinMark = '#sha256='
/** The key of now and the next one; more would be a list of doors. */
const mostPins = 4

/**
 * Reads the central system's address: `https://central.example`, and behind it, where the operator gives one, the pin of its
 * key, `#sha256=…` (several with commas). A browser would not send that part anywhere, and neither do we. Personal data
 * travel there: in plain text only within this machine.
 *
 * @returns the address without a slash at its end, its pins in their place; null when it is none, or may not be used
 */
export function readCentralAddress(text: string): string | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const isLocal = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal)) return null
  // An address with a password in it would end up in logs of others.
  if (url.username !== '' || url.password !== '') return null
  const base = `${url.origin}${url.pathname.replace(/\/+$/, '')}`
  if (url.hash === '') return base
  const pins = url.hash.startsWith(pinMark) ? url.hash.slice(pinMark.length).split(',').map(asBase64url) : []
  const usable = url.protocol === 'https:' && pins.length > 0 && pins.length <= mostPins
  return usable && pins.every((pin) => pinForm.test(pin)) ? `${base}${pinMark}${pins.join(',')}` : null
}

/** Tools print base64 in its older form, with padding. */
const asBase64url = (pin: string): string =>
  decodeURIComponentOr(pin).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')

function decodeURIComponentOr(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Where requests go, and which keys may answer; without pins whoever the system's certificate authorities vouch for. */
export function splitCentralAddress(address: string): { base: string; pins: readonly string[] } {
  const [base = '', pins] = address.split(pinMark)
  return { base: base.replace(/\/+$/, ''), pins: pins === undefined ? [] : pins.split(',') }
}

/**
 * The address that takes the place of `current`. One without a pin does not take the pin away: it could only make the line
 * less safe, and a command line is no place to decide on that.
 */
export function movedAddress(current: string, given: string): string {
  const { pins } = splitCentralAddress(current)
  if (pins.length === 0 || splitCentralAddress(given).pins.length > 0) return given
  return given.startsWith('https:') ? `${given}${pinMark}${pins.join(',')}` : current
}
