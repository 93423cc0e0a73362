import { create } from 'zustand'

export const useBackupsDialog = create<{ open: boolean }>()(() => ({ open: false }))

export const openBackups = () => useBackupsDialog.setState({ open: true })
export const closeBackups = () => useBackupsDialog.setState({ open: false })
