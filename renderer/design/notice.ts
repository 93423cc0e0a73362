import type { CSSProperties } from 'react'
import { create } from 'zustand'
import type { HelpPlace } from '#shared/help/pages.ts'

export type NoticeTone = 'info' | 'done' | 'warning' | 'problem'

type Text = {
  title: string
  detail?: string
  /** `keys`: what does the same on the keyboard. */
  action?: { label: string; keys?: string; run: () => void }
}

/** What to say; a problem with where the help says what to do about it. */
export type Said =
  | (Text & { tone: Exclude<NoticeTone, 'problem'>; remedy?: HelpPlace })
  | (Text & { tone: 'problem'; remedy: HelpPlace })

export type Notice = Said & { id: number }

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

/** For the elements that end above the notices. Not inherited from the document: all of it would get a new style at each notice. */
export const noticeRoom = (room: number) => ({ '--notice-room': `${room}px` }) as CSSProperties

/** The same for a part that needs nothing else of it. */
export const useNoticeRoom = (): CSSProperties => noticeRoom(useNotices((store) => store.room))

let lastId = 0

/** Says something at the foot of the screen. Good news goes by itself; a problem stays until it is closed. Answers its id. */
export function notify(notice: Said): number {
  lastId += 1
  const id = lastId
  useNotices.setState(({ notices }) => ({ notices: [...notices.slice(-2), { ...notice, id }] }))
  if (notice.tone !== 'problem') {
    setTimeout(() => useNotices.getState().dismiss(id), notice.action ? 10_000 : 6_000)
  }
  return id
}
