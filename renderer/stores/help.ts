import { create } from 'zustand'
import type { HelpAddress, HelpPage } from '#shared/help/pages.ts'

/** Where the help is open: a page, and the section that answers what was asked. */
type HelpStore = { open: { page: HelpPage; section: string | null } | null }

export const useHelp = create<HelpStore>()(() => ({ open: null }))

export function openHelp(page: HelpPage, section: string | null = null): void {
  useHelp.setState({ open: { page, section } })
}

/** Opens the section that an address names, such as the remedy of an error. */
export function openHelpAt(address: HelpAddress): void {
  const [page, section] = address.split('#') as [HelpPage, string]
  openHelp(page, section)
}

export function closeHelp(): void {
  useHelp.setState({ open: null })
}
