import type { InferContractRouterOutputs } from '@orpc/contract'
import { useTranslation } from 'react-i18next'
import type { CitizenServicesContract } from '#shared/contract/citizen-services.ts'
import { useFormat } from '../../app/format.ts'
import { SelectField } from '../../design/select-field.tsx'
import type { Place } from './services-store.ts'
import type { Fetched } from './use-offices.ts'

/** Province, city and office; the first city of another province and the first office of another city by themselves. */
export function OfficeChoice({
  place,
  offices: { answer },
  ownOffice,
  onChoose,
}: {
  place: Place
  offices: Fetched<InferContractRouterOutputs<CitizenServicesContract>['offices']>
  ownOffice: string | null
  onChoose: (part: Partial<Place>) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const places = answer?.places ?? []
  // An answer for another city is still on the screen while the new one is under way.
  const offices = (answer?.offices ?? []).filter(
    ({ province, city }) => province === place.province && city === place.city,
  )
  const office = offices.find(({ id }) => id === place.officeId)
  const cities = places.find(({ province }) => province === place.province)?.cities ?? [place.city]
  const provinces = places.length > 0 ? places.map(({ province }) => province) : [place.province]
  return (
    <fieldset>
      <legend className="sr-only">{t('citizenServices.where')}</legend>
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,2fr)] gap-4">
        <SelectField
          label={t('citizenServices.province')}
          value={place.province}
          onChange={(province) => {
            const city = places.find((one) => one.province === province)?.cities[0] ?? ''
            onChoose({ province, city, officeId: null })
          }}
        >
          {provinces.map((province) => (
            <option key={province} value={province}>
              {province}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('citizenServices.city')}
          value={place.city}
          onChange={(city) => onChoose({ city, officeId: null })}
        >
          {cities.map((city) => (
            <option key={city} value={city}>
              {city}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('citizenServices.office')}
          value={place.officeId ?? ''}
          onChange={(officeId) => onChoose({ officeId: officeId || null })}
        >
          {office === undefined && <option value="">{t('citizenServices.chooseOffice')}</option>}
          {offices.map(({ id, name }) => {
            const shown = format.withCodes(name)
            return (
              <option key={id} value={id}>
                {id === ownOffice ? t('citizenServices.thisOffice', { name: shown }) : shown}
              </option>
            )
          })}
        </SelectField>
      </div>
      <p className="mt-1 min-h-[18px] truncate text-small text-second">
        {office && (
          <>
            {format.withCodes(office.address)}
            {' · '}
            {office.firstFreeDate === null
              ? t('citizenServices.noFreeDay')
              : t('citizenServices.firstFree', { date: format.date(office.firstFreeDate, 'full') })}
          </>
        )}
        {answer && offices.length === 0 && t('citizenServices.officesEmpty')}
      </p>
    </fieldset>
  )
}
