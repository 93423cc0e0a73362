import type * as fa from '../fa/validation.ts'
import type { Messages } from '../messages.ts'

export const validation: Messages<typeof fa.validation> = {
  required: 'Fill this in.',
  national_code_format: 'A national code has only digits.',
  national_code_length: 'A national code has ten digits.',
  national_code_repeated: 'Ten equal digits are no national code; read it from the certificate.',
  national_code_check_digit: 'The national code is not valid; one of its digits is wrong.',
  postal_code_format: 'A postal code has only digits.',
  postal_code_length: 'A postal code has ten digits.',
  postal_code_zero_or_two: '0 and 2 never occur in the first five digits; it may be a ۵ or ۳.',
  postal_code_repeated: 'The first four digits of a postal code are never all equal.',
  mobile_format: 'A mobile number starts with 09 and has 11 digits.',
  landline_format: 'A landline has 11 digits with its area code, such as 02188634712.',
  landline_area_code: 'Unknown area code; check the first three digits.',
  landline_area_code_missing: 'Add the area code, such as 021.',
  tracking_code_format: 'A tracking code has ten digits.',
  name_format: 'A name has only Persian letters.',
  name_length: 'A name has 2 to 50 characters.',
  address_format: 'The address must have Persian letters.',
  address_length: 'The address is too short or too long; give street, number and unit.',
  jalali_date_format: 'Write the date like 1370/01/05.',
  jalali_date_year_digits: 'Write the year with four digits.',
  jalali_date_year_range: 'The year is out of range.',
  jalali_date_invalid: 'There is no such day in the calendar.',
}
