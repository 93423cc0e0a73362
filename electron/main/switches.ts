/**
 * Switches of Chromium and Node that would let another program steer the application or listen to it. The fuses keep Node's
 * own out of a package; nothing but this keeps out Chromium's.
 */
const refused: readonly RegExp[] = [
  /^--remote-debugging-/,
  /^--inspect/,
  /^--js-flags/,
  /^--load-extension/,
  /^--disable-web-security$/,
  /^--allow-running-insecure-content$/,
  /^--ignore-certificate-errors/,
  /^--unsafely-/,
  /^--no-sandbox$/,
  /^--disable-(?:[\w-]*-)?sandbox$/,
  /^--disable-site-isolation/,
  /^--disable-features/,
  /^--enable-blink-features/,
  /^--(?:proxy-server|proxy-pac-url|host-rules|host-resolver-rules)/,
  /^--(?:enable-logging|log-file|log-net-log|net-log|trace-)/,
]

/** The first argument with which a packaged application does not start; null when there is none. */
export function refusedSwitch(argv: readonly string[]): string | null {
  const found = argv.find((argument) => refused.some((pattern) => pattern.test(argument.toLowerCase())))
  return found === undefined ? null : (found.split('=')[0] ?? found)
}
