import { action } from './action.ts'
import { activationCode } from './activation-code.ts'
import { appointment } from './appointment.ts'
import { ban } from './ban.ts'
import { capacity } from './capacity.ts'
import { closure } from './closure.ts'
import type { Noun } from './command.ts'
import { device } from './device.ts'
import { exchange } from './exchange.ts'
import { hours } from './hours.ts'
import { issuance } from './issuance.ts'
import { limits } from './limits.ts'
import { office } from './office.ts'
import { province } from './province.ts'
import { requirements } from './requirements.ts'
import { user } from './user.ts'

/** Everything that the command line can do. */
export const nouns: readonly Noun[] = [
  province,
  office,
  hours,
  capacity,
  closure,
  limits,
  requirements,
  user,
  activationCode,
  device,
  appointment,
  ban,
  issuance,
  exchange,
  action,
]
