import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mostCopies, type Printer } from '#shared/contract/channels.ts'
import { isSlip, type Paper, papers } from '#shared/domain/paper.ts'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../design/button.tsx'
import { Checkbox } from '../../design/checkbox.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { SelectField } from '../../design/select-field.tsx'
import { paperSizes, setPaperSettings, usePaperSettings } from '../../stores/paper-settings.ts'
import { desktop } from '../../transport/bridge.ts'
import { closePrinters, usePrintersDialog } from './printers-store.ts'

const numbersOfCopies = Array.from({ length: mostCopies }, (_, index) => index + 1)

/** How each kind of paper is printed at this desk; each choice takes effect at once. */
export function PrintersDialog() {
  const open = usePrintersDialog((store) => store.open)
  return open ? <OpenDialog /> : null
}

function OpenDialog() {
  const { t } = useTranslation()
  const [printers, setPrinters] = useState<readonly Printer[] | null>(null)
  const inDesktop = desktop() !== undefined
  useEffect(() => {
    let wanted = true
    const tell = (found: readonly Printer[]) => {
      if (wanted) setPrinters(found)
    }
    // A system without a print service has no printers.
    desktop()
      ?.printers()
      .then(tell, () => tell([]))
    return () => {
      wanted = false
    }
  }, [])
  return (
    <Dialog
      isOpen
      onClose={closePrinters}
      title={t('paper.title')}
      width="l"
      actions={<Button onPress={closePrinters}>{t('common.close')}</Button>}
    >
      <p className="pb-4 text-body text-second">
        {t(inDesktop ? 'paper.aboutDesktop' : 'paper.aboutBrowser')}
      </p>
      <div className="flex flex-col">
        {papers.map((paper) => (
          <PaperSection key={paper} paper={paper} printers={inDesktop ? (printers ?? []) : null} />
        ))}
      </div>
    </Dialog>
  )
}

/** `printers` null: the browser's own dialog chooses. */
function PaperSection({ paper, printers }: { paper: Paper; printers: readonly Printer[] | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const settings = usePaperSettings((all) => all[paper])
  const set = (change: Partial<typeof settings>) => setPaperSettings(paper, change)
  const { printer } = settings
  const isGone = printer !== null && printers !== null && !printers.some(({ name }) => name === printer)
  if (printers === null && !isSlip(paper)) return null
  return (
    <section aria-label={t(`paper.kind.${paper}`)} className="border-t border-line py-3.5">
      <h3 className="pb-2 text-body font-extrabold text-ink">{t(`paper.kind.${paper}`)}</h3>
      <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,1.4fr)_minmax(0,1fr)] gap-3">
        {printers !== null && (
          <SelectField
            label={t('paper.printer')}
            value={printer ?? ''}
            onChange={(value) => set({ printer: value === '' ? null : value })}
          >
            <option value="">{t('paper.defaultPrinter')}</option>
            {isGone && <option value={printer}>{t('paper.gone', { printer })}</option>}
            {printers.map(({ name, displayName }) => (
              <option key={name} value={name}>
                {displayName}
              </option>
            ))}
          </SelectField>
        )}
        <SelectField
          label={t('paper.sizeLabel')}
          value={settings.size}
          isDisabled={!isSlip(paper)}
          onChange={(value) => set({ size: value === 'a4' ? 'a4' : 'roll80' })}
        >
          {paperSizes.map((size) => (
            <option key={size} value={size}>
              {t(`paper.size.${size}`)}
            </option>
          ))}
        </SelectField>
        {printers !== null && (
          <SelectField
            label={t('paper.copies')}
            value={String(settings.copies)}
            onChange={(value) => set({ copies: Number(value) })}
          >
            {numbersOfCopies.map((copies) => (
              <option key={copies} value={copies}>
                {format.digits(copies)}
              </option>
            ))}
          </SelectField>
        )}
      </div>
      <div className="flex flex-wrap gap-x-6 pt-1">
        {printers !== null && (
          <Checkbox isSelected={settings.silent} onChange={(silent) => set({ silent })}>
            {t('paper.silent')}
          </Checkbox>
        )}
        {isSlip(paper) && (
          <Checkbox isSelected={settings.byItself} onChange={(byItself) => set({ byItself })}>
            {t(`paper.byItself.${paper}`)}
          </Checkbox>
        )}
      </div>
    </section>
  )
}
