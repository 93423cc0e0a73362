import { useEffect, useLayoutEffect, useState } from 'react'
import { Dialog, Heading, Popover, type PopoverProps } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { go } from '../../app/route.ts'
import { Button } from '../../design/button.tsx'
import { floatingSurface } from '../../design/popover.tsx'
import { useSession } from '../../stores/session.ts'
import { focusSearch } from '../search/focus.ts'
import { endTour, goToStation, type Station, stations, useTour } from './tour-store.ts'

const placements: Record<Station, NonNullable<PopoverProps['placement']>> = {
  search: 'bottom',
  list: 'end',
  side: 'start',
  sync: 'bottom end',
  places: 'end',
  settings: 'end bottom',
}

/** The short way through the window: what stands where, one station after the other. Esc ends it anywhere. */
export function Tour() {
  const station = useTour((tour) => tour.station)
  const isOpen = useSession(({ phase }) => phase === 'signed_in')
  useEffect(() => {
    if (station !== null) go('day')
  }, [station])
  if (station === null || !isOpen) return null
  return <Card key={station} station={station} />
}

function finish(): void {
  endTour()
  focusSearch()
}

function Card({ station }: { station: Station }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [target, setTarget] = useState<Element | null>(null)
  useLayoutEffect(() => {
    const found = document.querySelector<HTMLElement>(`[data-tour="${station}"]`)
    setTarget(found)
    if (!found) return
    found.dataset.tourHere = ''
    return () => {
      delete found.dataset.tourHere
    }
  }, [station])
  if (!target) return null
  const at = stations.indexOf(station)
  const next = stations[at + 1]
  const previous = stations[at - 1]
  return (
    <Popover
      isOpen
      isNonModal
      triggerRef={{ current: target }}
      onOpenChange={(open) => {
        if (!open) finish()
      }}
      placement={placements[station]}
      offset={10}
      className={`z-40 w-80 ${floatingSurface}`}
    >
      <Dialog data-help="keyboard#tour" className="flex flex-col gap-2 p-4 outline-none">
        <p className="text-label text-third">
          {t('tour.at', { at: format.number(at + 1), of: format.number(stations.length) })}
        </p>
        <Heading slot="title" className="text-lead font-semibold text-ink">
          {t(`tour.station.${station}.title`)}
        </Heading>
        <p className="text-body text-second">{t(`tour.station.${station}.text`)}</p>
        <div className="mt-2 flex gap-2">
          {next ? (
            <Button size="s" variant="primary" autoFocus onPress={() => goToStation(next)}>
              {t('tour.next')}
            </Button>
          ) : (
            <Button size="s" variant="primary" autoFocus onPress={finish}>
              {t('tour.done')}
            </Button>
          )}
          {previous && (
            <Button size="s" onPress={() => goToStation(previous)}>
              {t('tour.previous')}
            </Button>
          )}
          {next && (
            <Button size="s" variant="quiet" className="ms-auto" onPress={finish}>
              {t('tour.skip')}
            </Button>
          )}
        </div>
      </Dialog>
    </Popover>
  )
}
