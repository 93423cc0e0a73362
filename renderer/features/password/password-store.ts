import { create } from 'zustand'

export const usePasswordDialog = create<{ open: boolean }>()(() => ({ open: false }))

export const openPasswordDialog = () => usePasswordDialog.setState({ open: true })
export const closePasswordDialog = () => usePasswordDialog.setState({ open: false })
