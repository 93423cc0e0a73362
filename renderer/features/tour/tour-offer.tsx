import { Compass } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useRoute } from '../../app/route.ts'
import { Button } from '../../design/button.tsx'
import { useSession } from '../../stores/session.ts'
import { focusSearch } from '../search/focus.ts'
import { settleTourOffer, startTour, useTour } from './tour-store.ts'

/** One line above the day, once for each kind of work at this desk; it takes no focus and covers nothing. */
export function TourOffer() {
  const { t } = useTranslation()
  const roles = useSession(({ user }) => user?.roles)
  const offered = useTour((tour) => tour.offered)
  const isUnderWay = useTour((tour) => tour.station !== null)
  // It leads through the day's place; elsewhere it would only take room.
  const isOnDay = useRoute(({ place }) => place === 'day')
  if (!roles || !isOnDay || isUnderWay || roles.every((role) => offered.includes(role))) return null
  return (
    <section
      aria-label={t('tour.title')}
      className="flex shrink-0 items-center gap-2.5 border-b border-line bg-accent-soft px-5 py-1.5 text-small text-ink"
    >
      <Compass size={16} aria-hidden className="shrink-0 text-accent" />
      <p className="min-w-0 flex-1">{t('tour.offer')}</p>
      <Button
        size="s"
        onPress={() => {
          settleTourOffer(roles)
          startTour()
        }}
      >
        {t('tour.start')}
      </Button>
      <Button
        size="s"
        variant="quiet"
        onPress={() => {
          settleTourOffer(roles)
          focusSearch()
        }}
      >
        {t('tour.decline')}
      </Button>
    </section>
  )
}
