import { create } from 'zustand'

/** Steps whenever somebody of the office was added or changed: what shows people asks again. */
const useVersion = create<{ version: number }>()(() => ({ version: 0 }))

export const usePeopleVersion = (): number => useVersion(({ version }) => version)
export const stepPeople = (): void => useVersion.setState(({ version }) => ({ version: version + 1 }))
