import { create } from 'zustand'
import {
  emptyRegistrationForm,
  type RegistrationErrors,
  type RegistrationField,
  type RegistrationForm,
} from '#shared/domain/registration-form.ts'

type Draft = {
  form: RegistrationForm
  /** Fields that were left once, or sent: their errors are shown. */
  touched: ReadonlySet<RegistrationField>
  /** What the central system said of a value; gone as soon as it is changed. */
  refused: RegistrationErrors
}

const empty: Draft = { form: emptyRegistrationForm, touched: new Set(), refused: {} }

/** What was typed, in memory only: it outlives a failed step and a look at another page, not the page itself. */
export const useDraft = create<Draft>()(() => empty)

export function typeInto(field: RegistrationField, value: string): void {
  useDraft.setState(({ form, refused: { [field]: _gone, ...refused } }) => ({
    form: { ...form, [field]: value },
    refused,
  }))
}

export function touch(fields: readonly RegistrationField[]): void {
  useDraft.setState(({ touched }) => ({ touched: new Set([...touched, ...fields]) }))
}

export function refuse(refused: RegistrationErrors): void {
  useDraft.setState({ refused })
}

/** Lays details into the form; what a demonstration does. */
export function fillDraft(form: Partial<RegistrationForm>): void {
  useDraft.setState({ ...empty, form: { ...emptyRegistrationForm, ...form } })
}

export function clearDraft(): void {
  useDraft.setState(empty)
}
