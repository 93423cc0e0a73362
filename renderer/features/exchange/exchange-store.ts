import { create } from 'zustand'

export const useExchangeDialog = create<{ open: boolean }>()(() => ({ open: false }))

export const openExchange = () => useExchangeDialog.setState({ open: true })
export const closeExchange = () => useExchangeDialog.setState({ open: false })
