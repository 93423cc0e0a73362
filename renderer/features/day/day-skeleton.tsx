import { useTranslation } from 'react-i18next'
import { Skeleton } from '../../design/skeleton.tsx'

const lines = Array.from({ length: 14 }, (_, at) => `line-${at}`)
const widths = ['w-40', 'w-32', 'w-44', 'w-36']

/** The list while it is being fetched: its shape, without the words. */
export function DaySkeleton() {
  const { t } = useTranslation()
  return (
    <div
      role="status"
      aria-busy="true"
      aria-label={t('common.loading')}
      className="min-h-0 flex-1 overflow-hidden"
    >
      {lines.map((line, at) =>
        at % 5 === 0 ? (
          <div key={line} className="flex h-8 items-center gap-3 border-b border-line bg-sunken px-[18px]">
            <Skeleton className="h-3 w-12" />
            <Skeleton className="ms-auto h-[3px] w-[120px]" />
          </div>
        ) : (
          <div key={line} className="flex h-(--row) items-center gap-3.5 border-b border-line px-[18px]">
            <Skeleton className="h-6 w-[34px]" />
            <Skeleton className={`h-3 ${widths[at % widths.length]}`} />
            <Skeleton className="ms-auto h-3 w-24" />
            <Skeleton className="h-4 w-20 rounded-full" />
          </div>
        ),
      )}
    </div>
  )
}
