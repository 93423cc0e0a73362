import type { OfficeUser } from '#shared/contract/central.ts'
import type { Access } from '#shared/contract/office.ts'
import type { Role } from '#shared/domain/state.ts'
import { roles } from '#shared/domain/state.ts'

export type AccessDecision =
  | { allowed: true }
  | { allowed: false; why: 'sign_in_required' | 'password_change_required' }
  | { allowed: false; why: 'forbidden'; needs: Role[] }

/**
 * Whether `user` may call a procedure whose contract says `access`. Fails closed: an access that is not understood, or
 * an empty list of roles, lets nobody in.
 */
export function decideAccess(access: Access | undefined, user: OfficeUser | null): AccessDecision {
  if (access === 'public') return { allowed: true }
  if (user === null) return { allowed: false, why: 'sign_in_required' }
  if (access === 'signed_in_once') return { allowed: true }
  if (user.mustChangePassword) return { allowed: false, why: 'password_change_required' }
  if (access === 'signed_in') return { allowed: true }
  const needs = Array.isArray(access) ? roles.filter((role) => access.includes(role)) : []
  return needs.some((role) => user.roles.includes(role))
    ? { allowed: true }
    : { allowed: false, why: 'forbidden', needs }
}
