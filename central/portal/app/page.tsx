import { type ReactNode, useEffect, useRef } from 'react'
import { useTexts } from './texts.ts'

type PageProps = {
  title: string
  /** Which page it is a step of. */
  kicker?: string | undefined
  lead?: ReactNode
  children: ReactNode
}

/**
 * A page or a step of one, with its heading. The focus goes to the heading when it is another one than before, so that
 * a screen reader says where one is; not on the very first page, which the browser announces itself.
 */
export function Page({ title, kicker, lead, children }: PageProps) {
  const { shell } = useTexts()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = title === shell.appName ? title : `${title} · ${shell.appName}`
    if (hasBegun) heading.current?.focus({ preventScroll: true })
    hasBegun = true
  }, [title, shell.appName])
  return (
    <div className="flex flex-col gap-5">
      <header className="flex flex-col gap-1 print:hidden">
        {kicker && <p className="text-body font-semibold text-second">{kicker}</p>}
        <h1 ref={heading} tabIndex={-1} className="text-name font-extrabold outline-none">
          {title}
        </h1>
        {lead && <p className="text-second">{lead}</p>}
      </header>
      {children}
    </div>
  )
}

let hasBegun = false
