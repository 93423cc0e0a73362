import { useTranslation } from 'react-i18next'
import { Skeleton } from '../../design/skeleton.tsx'

/** The shape of the reports without their figures. */
export function ReportsLoading() {
  const { t } = useTranslation()
  return (
    <div role="status" aria-busy aria-label={t('reports.loading')} className="flex flex-col gap-6 p-6">
      <Skeleton className="h-9 w-96" />
      <div className="flex gap-6">
        {['a', 'b', 'c', 'd'].map((key) => (
          <Skeleton key={key} className="h-20 flex-1" />
        ))}
      </div>
      <Skeleton className="h-60 w-full" />
    </div>
  )
}
