import type { ReactNode } from 'react'

/** Nothing to show, said in words, with what can be done about it. */
export function EmptyState({
  icon,
  title,
  detail,
  action,
}: {
  icon?: ReactNode
  title: string
  detail?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-2 p-8 text-center">
      {icon && <div className="mb-2 text-third [&>svg]:size-8 [&>svg]:stroke-[1.25]">{icon}</div>}
      <p className="text-lead font-semibold text-ink">{title}</p>
      {detail && <p className="max-w-96 text-body text-second">{detail}</p>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  )
}
