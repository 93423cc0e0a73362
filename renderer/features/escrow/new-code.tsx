import { Printer, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { NewEscrowCode } from '#shared/contract/escrow.ts'
import { groupsOf } from '#shared/escrow/code.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { ProblemNote } from '../../design/error-state.tsx'
import { EscrowSheet } from '../../print/escrow-sheet.tsx'
import { useOffice } from '../../stores/office.ts'
import { desktop } from '../../transport/bridge.ts'
import type { Problem } from '../../transport/problem.ts'
import { printInBrowser } from '../schedule/browser-print.ts'

type Outcome = 'printed' | 'printFailed' | null

/**
 * The one time that a code is seen: on the screen, and on paper when it is printed. Only its button closes it, so that no stray
 * key throws the code away.
 */
export function NewCode({
  made,
  busy,
  problem,
  onConfirm,
}: {
  made: NewEscrowCode
  busy: boolean
  problem: Problem | null
  onConfirm: () => void
}) {
  const { t } = useTranslation()
  const profile = useOffice((store) => store.profile)
  const [printing, setPrinting] = useState(false)
  const [outcome, setOutcome] = useState<Outcome>(null)

  const print = async () => {
    flushSync(() => setPrinting(true))
    await document.fonts?.ready
    setOutcome(await handToPrinter())
    setPrinting(false)
  }
  return (
    <Dialog
      isOpen
      onClose={() => {}}
      isDismissable={false}
      title={t('escrow.title')}
      help="safety#code"
      width="l"
      actions={
        <>
          <p role="status" className="me-auto min-w-0 text-small text-second">
            {t(outcome === null ? 'escrow.notedHint' : `escrow.${outcome}`)}
          </p>
          <Button icon={<Printer size={16} aria-hidden />} isPending={printing} onPress={() => void print()}>
            {t('escrow.print')}
          </Button>
          <Button variant="primary" isPending={busy} onPress={onConfirm}>
            {t('escrow.noted')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 text-body">
        <p>{t('escrow.keep')}</p>
        <section
          dir="ltr"
          aria-label={t('escrow.codeLabel')}
          className="rounded-l border border-strong-line bg-sunken px-6 py-5 text-center text-name font-extrabold tracking-wider [word-spacing:0.4em]"
        >
          {groupsOf(made.code).join(' ')}
        </section>
        <p className="flex items-start gap-2 font-semibold">
          <TriangleAlert size={16} aria-hidden className="mt-1 shrink-0 text-incomplete" />
          {t('escrow.danger')}
        </p>
        <ProblemNote problem={problem} />
      </div>
      {printing && <EscrowSheet made={made} office={profile} />}
    </Dialog>
  )
}

async function handToPrinter(): Promise<Outcome> {
  const bridge = desktop()
  if (!bridge) {
    await printInBrowser()
    // Whether it came to paper the browser does not tell.
    return null
  }
  const result = await bridge.print({
    kind: 'escrow_code',
    silent: false,
    printer: null,
    copies: 1,
    paper: 'A4',
  })
  if (result.status === 'cancelled') return null
  return result.status === 'printed' ? 'printed' : 'printFailed'
}
