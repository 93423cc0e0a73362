import { useMemo } from 'react'
import type { RequirementItem } from '#shared/domain/requirement.ts'
import { useOffice } from '../../stores/office.ts'

/** The items of every requirement set that the office knows, for the words of what was decided about them. */
export function useItems(): readonly RequirementItem[] {
  const sets = useOffice(({ profile }) => profile?.rules.requirementSets)
  return useMemo(() => sets?.flatMap((set) => set.items) ?? [], [sets])
}
