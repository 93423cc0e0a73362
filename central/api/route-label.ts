/**
 * The route of the contract that an address belongs to, as the contract writes it: `/v1/offices/{officeId}/slots`. For
 * figures and logs, which never hold an id, a query or anything else that a client wrote.
 */
export function routeLabels(paths: readonly string[]): (url: string) => string {
  const plain = new Set(paths.filter((path) => !path.includes('{')))
  const templates = paths
    .filter((path) => path.includes('{'))
    .map((path) => ({ path, segments: path.split('/') }))
  return (url) => {
    const path = url.split(/[?#]/, 1)[0] ?? ''
    if (plain.has(path)) return path
    const segments = path.split('/')
    const template = templates.find(
      (candidate) =>
        candidate.segments.length === segments.length &&
        candidate.segments.every((part, index) => part.startsWith('{') || part === segments[index]),
    )
    return template?.path ?? 'unknown'
  }
}
