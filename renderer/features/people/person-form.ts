import type { Colleague } from '#shared/contract/office.ts'
import { type NewUser, newUserSchema, type UserChanges } from '#shared/domain/office-user.ts'
import type { Role } from '#shared/domain/state.ts'

/** What is typed of a person. */
export type PersonDraft = { displayName: string; username: string; roles: Role[]; desk: string }
export type PersonField = keyof PersonDraft

export const draftOf = (person: Colleague | null): PersonDraft => ({
  displayName: person?.displayName ?? '',
  username: person?.username ?? '',
  roles: [...(person?.roles ?? [])],
  desk: person?.desk ?? '',
})

/** As it is sent: by the rule book's own schema, or the fields that do not fit it, in the order of the form. */
export function readDraft(draft: PersonDraft): { user: NewUser } | { wrong: PersonField[] } {
  const desk = draft.desk.trim()
  const parsed = newUserSchema.safeParse({
    ...draft,
    username: draft.username.trim().toLowerCase(),
    desk: desk === '' ? null : desk,
  })
  if (parsed.success) return { user: parsed.data }
  const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]))
  return {
    wrong: (['displayName', 'username', 'roles', 'desk'] as const).filter((field) => wrong.has(field)),
  }
}

/** What of a person is another now; empty when nothing is. */
export function changesOf(person: Colleague, { displayName, roles, desk }: NewUser): UserChanges {
  const sameRoles = roles.length === person.roles.length && roles.every((role) => person.roles.includes(role))
  return {
    ...(displayName === person.displayName ? {} : { displayName }),
    ...(sameRoles ? {} : { roles }),
    ...(desk === person.desk ? {} : { desk }),
  }
}
