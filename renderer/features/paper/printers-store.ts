import { create } from 'zustand'

/** «چاپ و چاپگرها» is opened from the settings. */
export const usePrintersDialog = create<{ open: boolean }>()(() => ({ open: false }))
export const openPrinters = () => usePrintersDialog.setState({ open: true })
export const closePrinters = () => usePrintersDialog.setState({ open: false })
