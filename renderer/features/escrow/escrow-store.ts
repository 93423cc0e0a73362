import { create } from 'zustand'

export const useEscrowDialog = create<{ open: boolean }>()(() => ({ open: false }))

export const openEscrow = () => useEscrowDialog.setState({ open: true })
export const closeEscrow = () => useEscrowDialog.setState({ open: false })
