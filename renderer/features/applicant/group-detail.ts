import { groupLandline } from '#shared/domain/landline.ts'
import { groupMobile } from '#shared/domain/mobile.ts'
import { groupPostalCode } from '#shared/domain/postal-code.ts'
import type { CorrectableField } from '#shared/domain/requirement.ts'

/** A stored value in the groups it is read aloud in; ASCII digits, an address as it is. */
export function groupDetail(field: CorrectableField, value: string): string {
  switch (field) {
    case 'postalCode':
      return groupPostalCode(value)
    case 'landline':
      return groupLandline(value)
    case 'mobile':
      return groupMobile(value)
    case 'address':
      return value
  }
}
