import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '#build/project.ts'
import { jobs, jobsTable } from './jobs.ts'

it('docs/keys.md has the table that the end-to-end test counts', () => {
  expect(readFileSync(join(projectRoot, 'docs/keys.md'), 'utf8')).toContain(`\n${jobsTable()}\n`)
})

it('each of the jobs is done and counted end to end', () => {
  const spec = readFileSync(join(projectRoot, 'tests/e2e/keys-and-clicks.spec.ts'), 'utf8')
  for (const name of Object.keys(jobs)) expect(spec).toContain(`hand.does('${name}'`)
  expect(Object.keys(jobs)).toHaveLength(10)
})
