import { expect, test } from 'vitest'
import { problem, withData } from './problem.ts'

const document = problem(422, 'NOT_ELIGIBLE', 'No.')

test('what an error says stands beside its code', () => {
  expect(withData(document, { reason: 'deceased' })).toEqual({ ...document, reason: 'deceased' })
})

test('the members of the document itself cannot be displaced', () => {
  const data = {
    type: 'x',
    title: 'x',
    status: 200,
    detail: 'x',
    instance: 'x',
    code: 'X',
    reason: 'deceased',
  }
  expect(withData(document, data)).toEqual({ ...document, reason: 'deceased' })
})

test.each([undefined, null, 'text', 7])('%j says nothing', (data) => {
  expect(withData(document, data)).toEqual(document)
})
