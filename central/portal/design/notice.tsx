import { CircleCheck, CircleX, Info, TriangleAlert } from 'lucide-react'
import { type ReactNode, type Ref, useEffect, useRef } from 'react'

const kinds = {
  done: { icon: CircleCheck, look: 'border-served bg-served-soft', ink: 'text-served' },
  refused: { icon: CircleX, look: 'border-no-show bg-no-show-soft', ink: 'text-no-show' },
  warning: { icon: TriangleAlert, look: 'border-incomplete bg-incomplete-soft', ink: 'text-incomplete' },
  info: { icon: Info, look: 'border-strong-line bg-sunken', ink: 'text-second' },
} as const

type NoticeProps = {
  kind: keyof typeof kinds
  title: string
  children?: ReactNode
  /** Said at once, whatever a screen reader is at. */
  urgent?: boolean
  /** Takes the focus when it appears. */
  focused?: boolean
}

/** Something that a citizen has to know, told by icon and words. */
export function Notice({ kind, title, children, urgent = false, focused = false }: NoticeProps) {
  const { icon: Icon, look, ink } = kinds[kind]
  const box: Ref<HTMLDivElement> = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (focused) box.current?.focus()
  }, [focused])
  return (
    <div
      ref={box}
      tabIndex={focused ? -1 : undefined}
      role={urgent ? 'alert' : undefined}
      className={`flex gap-3 rounded-m border px-4 py-3 ${look}`}
    >
      <Icon size={22} aria-hidden className={`mt-0.5 shrink-0 ${ink}`} />
      <div className="flex min-w-0 flex-col gap-1">
        <p className="font-extrabold">{title}</p>
        {children}
      </div>
    </div>
  )
}
