import { z } from 'zod'
import { askNpm } from './npm.ts'
import { makeSbom } from './sbom.ts'

/** Known vulnerabilities of what is installed, as the registry tells them. */
const severities = ['info', 'low', 'moderate', 'high', 'critical'] as const
type Severity = (typeof severities)[number]

const reportSchema = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({ name: z.string(), severity: z.enum(severities), range: z.string() }),
  ),
})
const failureSchema = z.object({
  statusCode: z.number().optional(),
  error: z.object({ code: z.string() }).partial().optional(),
})

export type Finding = { name: string; severity: Severity; range: string }
export type Audit = { asked: true; findings: Finding[] } | { asked: false; why: string }

/** Reads what `npm audit --json` has printed. Where the registry did not answer, or has no such service, nothing was asked. */
export function readAudit(out: string): Audit {
  let json: unknown
  try {
    json = JSON.parse(out)
  } catch {
    return { asked: false, why: 'npm gave no answer' }
  }
  const report = reportSchema.safeParse(json)
  if (report.success) return { asked: true, findings: Object.values(report.data.vulnerabilities) }
  const failure = failureSchema.safeParse(json)
  const why = failure.success ? (failure.data.statusCode ?? failure.data.error?.code) : undefined
  return {
    asked: false,
    why: why === undefined ? 'npm’s answer was not understood' : `the registry answered ${why}`,
  }
}

const weight = (severity: Severity): number => severities.indexOf(severity)

/** What must not be shipped: moderate and worse, in a package that is. The rest is told, no more. */
export function judge(
  findings: readonly Finding[],
  shipped: ReadonlySet<string>,
): { fatal: Finding[]; told: Finding[] } {
  const isFatal = ({ name, severity }: Finding) => shipped.has(name) && weight(severity) >= weight('moderate')
  return { fatal: findings.filter(isFatal), told: findings.filter((finding) => !isFatal(finding)) }
}

/**
 * `npm test`'s check of known vulnerabilities.
 * @returns whether nothing is known of what is shipped, and why nothing could be asked
 */
export function auditDependencies(): { succeeded: boolean; notAsked: string | null } {
  const audit = readAudit(askNpm(['audit', '--json'], 120_000).out)
  if (!audit.asked) return { succeeded: true, notAsked: audit.why }
  const shipped = new Set(makeSbom().components.map(({ name }) => name))
  const { fatal, told } = judge(audit.findings, shipped)
  const line = ({ name, range, severity }: Finding) => `  ${severity}: ${name} ${range}\n`
  if (told.length > 0) process.stdout.write(`known, and not shipped or slight:\n${told.map(line).join('')}`)
  if (fatal.length > 0)
    process.stdout.write(`KNOWN VULNERABILITIES of what is shipped:\n${fatal.map(line).join('')}`)
  if (audit.findings.length === 0) process.stdout.write('nothing is known\n')
  return { succeeded: fatal.length === 0, notAsked: null }
}
