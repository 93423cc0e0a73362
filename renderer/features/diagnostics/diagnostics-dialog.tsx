import { Save, ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { remedies } from '#shared/help/remedies.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { ProblemNote } from '../../design/error-state.tsx'
import { HelpLink } from '../../design/help-link.tsx'
import { ScrollRegion } from '../../design/scroll-region.tsx'
import type { SaveOutcome } from '../../transport/save-file.ts'
import { BundleFacts } from './bundle-facts.tsx'
import { closeDiagnostics, useDiagnosticsDialog } from './diagnostics-store.ts'
import { type Bundle, useBundle } from './use-bundle.ts'

/** «بستهٔ عیب‌یابی»: shows what support would get, all of it, and saves exactly that when told to. */
export function DiagnosticsDialog() {
  const open = useDiagnosticsDialog((store) => store.open)
  return open ? <OpenDialog /> : null
}

function OpenDialog() {
  const { t } = useTranslation()
  const bundle = useBundle()
  return (
    <Dialog
      isOpen
      onClose={closeDiagnostics}
      title={t('diagnostics.title')}
      help="safety#restart"
      width="l"
      actions={
        <>
          <p role="status" className="me-auto min-w-0 wrap-anywhere text-small text-second">
            <Outcome outcome={bundle.outcome} />
          </p>
          <Button onPress={closeDiagnostics}>{t('common.close')}</Button>
          <Button
            variant="primary"
            icon={<Save size={16} aria-hidden />}
            disabledReason={bundle.diagnostics || bundle.problem ? null : t('diagnostics.collecting')}
            onPress={() => void bundle.save()}
          >
            {t('diagnostics.save')}
          </Button>
        </>
      }
    >
      <Body bundle={bundle} />
    </Dialog>
  )
}

function Body({ bundle: { diagnostics, text, problem } }: { bundle: Bundle }) {
  const { t } = useTranslation()
  if (problem) return <ProblemNote problem={problem} />
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-2 text-body text-ink">
        <p>{t('diagnostics.intro')}</p>
        <p className="flex gap-2.5 rounded-m bg-served-soft px-3 py-2.5 text-small text-served">
          <ShieldCheck size={16} aria-hidden className="mt-px shrink-0" />
          {t('diagnostics.withoutPeople')}
        </p>
      </div>
      {diagnostics ? (
        <>
          <BundleFacts diagnostics={diagnostics} />
          <div className="flex flex-col gap-1.5">
            <h3 id="whole-text" className="text-small font-semibold text-second">
              {t('diagnostics.wholeText')}
            </h3>
            <ScrollRegion
              aria-labelledby="whole-text"
              dir="ltr"
              className="max-h-48 rounded-m border border-line bg-sunken p-3"
            >
              <pre className="font-sans text-label leading-5 whitespace-pre-wrap wrap-anywhere text-ink">
                {text}
              </pre>
            </ScrollRegion>
          </div>
        </>
      ) : (
        <p aria-busy="true" className="py-10 text-center text-body text-second">
          {t('diagnostics.collecting')}
        </p>
      )}
    </div>
  )
}

function Outcome({ outcome }: { outcome: SaveOutcome | null }) {
  const { t } = useTranslation()
  switch (outcome?.status) {
    case 'saved':
      return t('diagnostics.saved', { name: outcome.fileName })
    case 'handed':
      return t('diagnostics.handedToBrowser')
    case 'cancelled':
      return t('diagnostics.notSaved')
    case 'failed':
      return (
        <span className="text-no-show">
          {t('diagnostics.notSaved')} {t(`schedule.failed.${outcome.code}`)}{' '}
          <HelpLink to={remedies.paperFailure[outcome.code]} />
        </span>
      )
    default:
      return null
  }
}
