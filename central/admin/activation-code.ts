import { issueActivationCode } from '../auth/activation.ts'
import { recorded } from './action-record.ts'
import { command, type Noun, optional, required } from './command.ts'
import { findOffice } from './office-row.ts'
import { integer, officeCode } from './option-values.ts'
import { done } from './outcome.ts'

const issue = command({
  verb: 'issue',
  about: 'a code with which one device of the office is activated; shown once, kept nowhere',
  options: {
    office: required('CODE', 'the office', officeCode),
    'valid-days': optional('N', '30 otherwise', integer(1, 365)),
  },
  example: '--data DIR --office 72-104 --valid-days 7',
  run: (context, { office: code, 'valid-days': validDays = 30 }) =>
    recorded(context, 'activation-code issue', async (trx) => {
      const { id } = await findOffice(trx, code)
      const activationCode = await issueActivationCode(trx, context.clock, id, validDays)
      return {
        value: done(`For one device of office ${code}, within ${validDays} days: ${activationCode}`, {
          office: code,
          activationCode,
          validDays,
        }),
        target: code,
        detail: { validDays },
      }
    }),
})

export const activationCode: Noun = {
  noun: 'activation-code',
  about: 'codes that make a device one of an office',
  commands: [issue],
}
