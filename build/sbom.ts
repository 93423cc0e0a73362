import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { askNpm } from './npm.ts'
import { projectRoot } from './project.ts'
import { shippedPackages } from './shipped.ts'

/** `npm run sbom`: the list of everything that is shipped, CycloneDX as JSON, beside the package. */
export const sbomFile = join(projectRoot, 'dist', 'sbom.cdx.json')

const manifestSchema = z.object({ name: z.string(), version: z.string() })
const property = z.looseObject({ name: z.string() })
const component = z.looseObject({
  'bom-ref': z.string(),
  name: z.string(),
  version: z.string(),
  properties: z.array(property).default([]),
})
const bomSchema = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string(),
  metadata: z.looseObject({ component }),
  components: z.array(component),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()).default([]) })),
})
export type Bom = z.infer<typeof bomSchema>

/**
 * Of all that is installed, what is shipped: the packages that the sources import, and all that those need. npm alone would leave
 * out what a bundle has taken in, since that is a development dependency.
 *
 * @throws Error when npm does not give a list
 */
export function makeSbom(): Bom {
  const { status, out } = askNpm(['sbom', '--sbom-format=cyclonedx', '--sbom-type=application'], 120_000)
  if (status !== 0) throw new Error('npm gave no list of what is installed')
  return onlyShipped(bomSchema.parse(JSON.parse(out)), shippedPackages())
}

/** Their packages need others to fetch and unpack them, at installation alone. */
const runtimes: ReadonlySet<string> = new Set(['electron'])
/** Asked for by what is shipped, for the compiler of whoever uses it. */
const onlyTypes = /^(@types\/|@typescript\/|typescript$|undici-types$)/

/** The part of a list that is reached from the packages named. */
export function onlyShipped(bom: Bom, roots: ReadonlySet<string>): Bom {
  const { name, version } = manifestSchema.parse(
    JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')),
  )
  const needs = new Map(bom.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]))
  const byRef = new Map(bom.components.map((one) => [one['bom-ref'], one]))
  const top = bom.metadata.component['bom-ref']
  const direct = (needs.get(top) ?? []).filter((ref) => roots.has(byRef.get(ref)?.name ?? ''))
  const reached = new Set<string>()
  const open = [...direct]
  for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
    const one = byRef.get(ref)
    if (one === undefined || reached.has(ref) || onlyTypes.test(one.name)) continue
    reached.add(ref)
    if (!runtimes.has(one.name)) open.push(...(needs.get(ref) ?? []))
  }
  return {
    ...bom,
    // npm takes the name of the folder.
    metadata: { ...bom.metadata, component: { ...bom.metadata.component, name, version } },
    components: bom.components.filter((one) => reached.has(one['bom-ref'])).map(asShipped),
    dependencies: bom.dependencies
      .filter(({ ref }) => ref === top || reached.has(ref))
      .map(({ dependsOn, ...entry }) => ({
        ...entry,
        dependsOn: (entry.ref === top ? direct : dependsOn).filter((ref) => reached.has(ref)),
      })),
  }
}

/** npm's remark that it is for development is not true of what a bundle has taken in; its path is this machine's. */
const asShipped = (one: Bom['components'][number]) => ({
  ...one,
  scope: 'required',
  properties: one.properties.filter(
    ({ name }) => name !== 'cdx:npm:package:development' && name !== 'cdx:npm:package:path',
  ),
})

export function writeSbom(): Bom {
  const bom = makeSbom()
  mkdirSync(dirname(sbomFile), { recursive: true })
  writeFileSync(sbomFile, `${JSON.stringify(bom, null, 2)}\n`)
  return bom
}

if (import.meta.main) {
  const { components, specVersion } = writeSbom()
  process.stdout.write(`dist/sbom.cdx.json: CycloneDX ${specVersion}, ${components.length} packages\n`)
}
