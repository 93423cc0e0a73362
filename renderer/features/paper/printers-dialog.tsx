import { Info, PrinterX } from 'lucide-react'
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
      help="paper#printers"
      width="l"
      actions={<Button onPress={closePrinters}>{t('common.close')}</Button>}
    >
      <p className="flex gap-2 rounded-m bg-sunken px-3 py-2.5 text-body text-second">
        <Info size={16} aria-hidden className="mt-[3px] shrink-0" />
        {t(inDesktop ? 'paper.aboutDesktop' : 'paper.aboutBrowser')}
      </p>
      {printers?.length === 0 && (
        <p role="status" className="flex gap-2 px-3 pt-3 text-body text-ink">
          <PrinterX size={16} aria-hidden className="mt-[3px] shrink-0 text-incomplete" />
          {t('paper.noPrinter')}
        </p>
      )}
      <div className="flex flex-col">
        {/* In a browser only what belongs to a slip is chosen here. */}
        {papers
          .filter((paper) => inDesktop || isSlip(paper))
          .map((paper) => (
            <PaperSection key={paper} paper={paper} inDesktop={inDesktop} printers={printers} />
          ))}
      </div>
    </Dialog>
  )
}

function PaperSection({
  paper,
  inDesktop,
  printers,
}: {
  paper: Paper
  /** In a browser its own dialog asks for printer and copies each time. */
  inDesktop: boolean
  /** Null until the system has told them. */
  printers: readonly Printer[] | null
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const settings = usePaperSettings((all) => all[paper])
  const set = (change: Partial<typeof settings>) => setPaperSettings(paper, change)
  const { printer } = settings
  const isListed = printer === null || printers?.some(({ name }) => name === printer)
  return (
    <section aria-label={t(`paper.kind.${paper}`)} className="border-b border-line py-3.5 last:border-b-0">
      <h3 className="pb-2 text-body font-extrabold text-ink">{t(`paper.kind.${paper}`)}</h3>
      <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,1.4fr)_minmax(0,1fr)] gap-3">
        {inDesktop && (
          <SelectField
            label={t('paper.printer')}
            value={printer ?? ''}
            onChange={(value) => set({ printer: value === '' ? null : value })}
          >
            <option value="">{t('paper.defaultPrinter')}</option>
            {!isListed && (
              <option value={printer}>{printers ? t('paper.gone', { printer }) : printer}</option>
            )}
            {printers?.map(({ name, displayName }) => (
              <option key={name} value={name}>
                {displayName}
              </option>
            ))}
          </SelectField>
        )}
        {isSlip(paper) ? (
          <SelectField
            label={t('paper.sizeLabel')}
            value={settings.size}
            onChange={(value) => set({ size: value === 'a4' ? 'a4' : 'roll80' })}
          >
            {paperSizes.map((size) => (
              <option key={size} value={size}>
                {t(`paper.size.${size}`)}
              </option>
            ))}
          </SelectField>
        ) : (
          <p className="flex flex-col gap-1">
            <span className="text-small font-semibold text-second">{t('paper.sizeLabel')}</span>
            <span className="flex h-10 items-center text-body text-ink">{t('paper.size.a4')}</span>
          </p>
        )}
        {inDesktop && (
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
        {inDesktop && (
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
