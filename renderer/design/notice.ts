import { create } from 'zustand'

export type NoticeTone = 'info' | 'done' | 'warning' | 'problem'

export type Notice = {
  id: number
  tone: NoticeTone
  title: string
  detail?: string
  /** `keys`: what does the same on the keyboard. */
  action?: { label: string; keys?: string; run: () => void }
}

type NoticeStore = {
  notices: readonly Notice[]
  /** Height of the foot of the place, above which they show; and how much of the place they then take, px. */
  foot: number
  room: number
  dismiss: (id: number) => void
}

export const useNotices = create<NoticeStore>()((set) => ({
  notices: [],
  foot: 0,
  room: 0,
  dismiss: (id) => set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
}))

let lastId = 0

/** Says something at the foot of the screen. Good news goes by itself; a problem stays until it is closed. Answers its id. */
export function notify(notice: Omit<Notice, 'id'>): number {
  lastId += 1
  const id = lastId
  useNotices.setState(({ notices }) => ({ notices: [...notices.slice(-2), { ...notice, id }] }))
  if (notice.tone !== 'problem') {
    setTimeout(() => useNotices.getState().dismiss(id), notice.action ? 10_000 : 6_000)
  }
  return id
}
