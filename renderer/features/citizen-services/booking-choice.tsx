import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CitizenAppointment } from '#shared/contract/citizen.ts'
import { addDays } from '#shared/domain/civil-date.ts'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../design/button.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { ErrorState } from '../../design/error-state.tsx'
import { monthOf } from '../../design/month-calendar.tsx'
import { useClock } from '../../stores/clock.ts'
import { useOffice } from '../../stores/office.ts'
import { BookingCalendar } from './booking-calendar.tsx'
import { OfficeChoice } from './office-choice.tsx'
import { ServiceFrame } from './service-frame.tsx'
import { ServiceProblem } from './service-problem.tsx'
import { book } from './services-acts.ts'
import { type Place, patch, useServices } from './services-store.ts'
import { SlotChoice } from './slot-choice.tsx'
import { useBookableDays, useOffices } from './use-offices.ts'

/** Where and when: the office, a day of its month, a slot of the day. This office and today unless chosen otherwise. */
export function BookingChoice({
  heading,
  replaced,
}: {
  heading: ReactNode
  /** The appointment that the new one takes the place of. */
  replaced: CitizenAppointment | null
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const today = useClock((store) => store.today) ?? ''
  const profile = useOffice((store) => store.profile)
  const { place: chosen, busy, problem, days: version } = useServices((store) => store.booking)
  const place: Place = chosen ?? {
    province: profile?.province ?? '',
    city: profile?.city ?? '',
    officeId: profile?.id ?? null,
    date: null,
    slot: null,
  }
  const offices = useOffices(place.province, place.city)
  const here = offices.answer?.offices.find(({ id }) => id === place.officeId) ?? null
  const [focused, setFocused] = useState<string | null>(null)
  const shown = focused ?? place.date ?? here?.firstFreeDate ?? today
  const month = monthOf(shown)
  // The days of the neighbouring months that the grid shows beside it.
  const span = { from: addDays(month.from, -7), to: addDays(month.to, 7) }
  const days = useBookableDays(place.officeId, span, version)
  const day = days.answer?.days.find(({ date }) => date === place.date) ?? null
  const choose = (part: Partial<Place>) => patch('booking', { place: { ...place, ...part } })

  const isComplete = place.officeId !== null && place.date !== null && place.slot !== null
  const submit = () => {
    const { officeId, date, slot } = place
    if (officeId !== null && date !== null && slot !== null) void book({ officeId, date, slot })
  }
  const failed = offices.problem ?? days.problem

  return (
    <ServiceFrame
      note={
        place.date !== null &&
        place.slot !== null && (
          <span className="text-body text-ink">
            <strong className="font-semibold">
              {t('citizenServices.chosen', {
                date: format.date(place.date, 'full'),
                time: format.time(place.slot),
              })}
            </strong>
            {here && ` · ${format.withCodes(here.name)}`}
          </span>
        )
      }
      second={
        replaced && (
          <Button onPress={() => patch('booking', { isChanging: false, place: null, problem: null })}>
            {t('citizenServices.keep')}
          </Button>
        )
      }
      main={{
        label: t(replaced ? 'citizenServices.submitChange' : 'citizenServices.submitBooking'),
        run: submit,
        isBusy: busy,
        disabledReason: isComplete ? null : t('citizenServices.chooseSlotFirst'),
      }}
    >
      {heading}
      <ServiceProblem problem={problem} />
      {replaced && (
        <p className="mb-3 text-small text-second">
          {t('citizenServices.currentAppointment')}:{' '}
          <span className="text-ink">
            {t('citizenServices.when', {
              date: format.date(replaced.date, 'full'),
              time: format.time(replaced.slot),
            })}{' '}
            · {format.withCodes(replaced.office.name)}
          </span>
        </p>
      )}
      {failed && !offices.answer ? (
        <ErrorState
          problem={failed}
          onRetry={() => {
            offices.again()
            days.again()
          }}
        />
      ) : (
        <>
          <OfficeChoice
            place={place}
            offices={offices}
            ownOffice={profile?.id ?? null}
            onChoose={(part) => {
              setFocused(null)
              choose({ date: null, slot: null, ...part })
            }}
          />
          <div className="mt-4 grid grid-cols-[minmax(340px,420px)_minmax(0,1fr)] gap-6">
            <BookingCalendar
              days={days}
              today={today}
              value={place.date}
              focused={shown}
              onFocus={setFocused}
              onChoose={(date) => choose({ date, slot: null })}
            />
            {days.problem ? (
              <ErrorState problem={days.problem} onRetry={days.again} />
            ) : day ? (
              <SlotChoice day={day} value={place.slot} onChoose={(slot) => choose({ slot })} />
            ) : (
              <EmptyState
                title={t(
                  here !== null && here.firstFreeDate === null
                    ? 'citizenServices.noFreeDay'
                    : 'citizenServices.chooseDay',
                )}
                detail={t(
                  here !== null && here.firstFreeDate === null
                    ? 'citizenServices.noFreeDayDetail'
                    : 'citizenServices.chooseDayDetail',
                )}
              />
            )}
          </div>
        </>
      )}
    </ServiceFrame>
  )
}
