import { create } from 'zustand'
import { type HelpPage, type HelpPlace, readPlace } from '#shared/help/pages.ts'

/** Where the help is open: a page, and the section that answers what was asked. */
type HelpStore = { open: { page: HelpPage; section: string | null } | null }

export const useHelp = create<HelpStore>()(() => ({ open: null }))

export function openHelp(page: HelpPage, section: string | null = null): void {
  useHelp.setState({ open: { page, section } })
}

/** Opens the page or section that is named, such as the remedy of an error. */
export function openHelpAt(place: HelpPlace): void {
  useHelp.setState({ open: readPlace(place) })
}

export function closeHelp(): void {
  useHelp.setState({ open: null })
}
