import { MapPin } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import type { CitizenAppointment, PublicOffice } from '#shared/contract/citizen.ts'
import { searchKey } from '#shared/domain/persian-text.ts'
import { useFormat } from '../app/format.ts'
import { Page } from '../app/page.tsx'
import { fill, useTexts } from '../app/texts.ts'
import { Button } from '../design/button.tsx'
import { Field } from '../design/field.tsx'
import { Loading } from '../design/loading.tsx'
import { Select } from '../design/select.tsx'
import { Trouble } from '../design/trouble.tsx'
import { type Place, type Places, useOffices } from './use-offices.ts'

type OfficeStepProps = {
  lead: string
  trouble: ReactNode
  /** Where to begin looking: the office of the appointment that is changed. */
  startAt: CitizenAppointment['office'] | null
  onChoose: (office: PublicOffice) => void
  onKeep: (() => void) | null
}

/** Province, city, office. */
export function OfficeStep({ lead, trouble, startAt, onChoose, onKeep }: OfficeStepProps) {
  const { booking } = useTexts()
  const [place, setPlace] = useState<Place>({
    province: startAt?.province ?? '',
    city: startAt?.city ?? '',
  })
  const { places, offices, problem, reload } = useOffices(place)
  useEffect(() => {
    if (places) setPlace((chosen) => completed(chosen, places))
  }, [places])
  const cities = places?.find(({ province }) => province === place.province)?.cities ?? []
  return (
    <Page title={booking.office} kicker={onKeep ? booking.changeTitle : booking.title} lead={lead}>
      {trouble}
      {places && places.length > 0 && (
        <div className="grid gap-5 sm:grid-cols-2">
          <Select
            name="province"
            label={booking.province}
            value={place.province}
            choices={places.map(({ province }) => province)}
            onChoose={(province) => setPlace(completed({ province, city: '' }, places))}
          />
          <Select
            name="city"
            label={booking.city}
            value={place.city}
            choices={cities}
            onChoose={(city) => setPlace({ ...place, city })}
          />
        </div>
      )}
      {places?.length === 0 && <p>{booking.noOffices}</p>}
      {problem && <Trouble problem={problem} onRetry={reload} />}
      {!problem && !(places && offices) && <Loading />}
      {place.city && offices && (
        <Offices key={place.city} city={place.city} offices={offices} onChoose={onChoose} />
      )}
      {onKeep && (
        <Button className="self-start" onClick={onKeep}>
          {booking.keepOld}
        </Button>
      )}
    </Page>
  )
}

/** Where there is only one thing to choose it is chosen. */
function completed({ province, city }: Place, places: Places): Place {
  const [first, ...more] = places
  const chosen = province || (first && more.length === 0 ? first.province : '')
  const cities = places.find((candidate) => candidate.province === chosen)?.cities ?? []
  const only = cities.length === 1 ? (cities[0] ?? '') : ''
  return { province: chosen, city: cities.includes(city) ? city : only }
}

type OfficesProps = {
  city: string
  offices: readonly PublicOffice[]
  onChoose: (office: PublicOffice) => void
}

function Offices({ city, offices, onChoose }: OfficesProps) {
  const { booking } = useTexts()
  const [typed, setTyped] = useState('')
  const key = searchKey(typed)
  const found = offices.filter(({ name, address, code }) =>
    searchKey(`${name} ${address} ${code}`).includes(key),
  )
  return (
    <section aria-label={fill(booking.offices, { city })} className="flex flex-col gap-4">
      {offices.length > 1 && (
        <Field
          name="office-search"
          label={booking.search}
          hint={booking.searchHint}
          value={typed}
          onType={setTyped}
          required={false}
        />
      )}
      <p role="status" className={found.length === 0 ? '' : 'sr-only'}>
        {found.length === 0 ? booking.noOffice : fill(booking.offices, { city })}
      </p>
      <ul className="grid gap-3 lg:grid-cols-2">
        {found.map((office) => (
          <li key={office.id} className="flex">
            <OfficeButton office={office} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function OfficeButton({
  office,
  onChoose,
}: {
  office: PublicOffice
  onChoose: (office: PublicOffice) => void
}) {
  const { booking } = useTexts()
  const { text, date } = useFormat()
  const free = office.firstFreeDate
  return (
    <button
      type="button"
      onClick={() => onChoose(office)}
      className="flex min-h-18 w-full gap-3 rounded-l border border-line bg-surface px-4 py-3 text-start hover:border-second"
    >
      <MapPin size={22} aria-hidden className="mt-0.5 shrink-0 text-accent" />
      <span className="flex flex-col">
        <span className="font-extrabold">{text(office.name)}</span>
        <span className="text-body text-second">{text(office.address)}</span>
        <span className={`text-body font-semibold ${free ? 'text-served' : 'text-incomplete'}`}>
          {free ? fill(booking.firstFree, { date: date(free) }) : booking.noneFree}
        </span>
      </span>
    </button>
  )
}
