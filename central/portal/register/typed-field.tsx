import { parseJalali } from '#shared/domain/jalali.ts'
import { useFormat } from '../app/format.ts'
import { useTexts } from '../app/texts.ts'
import { Field } from '../design/field.tsx'
import { maskJalali } from '../design/jalali-mask.ts'
import { looks, type TypedField } from './form-look.ts'
import { touch, typeInto, useDraft } from './registration-store.ts'

/** One field of the form that is typed; what is wrong with it is told when it is left and from then on at each key. */
export function TypedFieldLine({ field, error }: { field: TypedField; error: string | null }) {
  const texts = useTexts()
  const { date } = useFormat()
  const value = useDraft((draft) => draft.form[field])
  const { half, ...look } = looks[field]
  const hints: Partial<Record<TypedField, string>> = texts.fieldHint
  const birth = field === 'birthDate' ? parseJalali(value) : null
  return (
    <div className={half ? '' : 'sm:col-span-2'}>
      <Field
        {...look}
        name={field}
        label={texts.field[field]}
        hint={hints[field]}
        value={value}
        error={error}
        echo={birth?.ok ? date(birth.value) : undefined}
        onType={(typed) => typeInto(field, birth ? maskJalali(typed, value) : typed)}
        onLeave={() => value !== '' && touch([field])}
      />
    </div>
  )
}
