import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { openBackups } from '../backups/backups-store.ts'
import { openDiagnostics } from '../diagnostics/diagnostics-store.ts'
import { openEscrow } from '../escrow/escrow-store.ts'
import { closeSettings } from './settings-store.ts'

/** What only the supervisor opens; each in a dialog of its own. */
export const officeDialogs = [
  { words: 'backups.title', open: openBackups },
  { words: 'escrow.title', open: openEscrow },
  { words: 'diagnostics.open', open: openDiagnostics },
] as const

export function OfficeSection() {
  const { t } = useTranslation()
  return (
    <div className="flex flex-col gap-2">
      {officeDialogs.map(({ words, open }) => (
        <Button
          key={words}
          className="justify-start"
          onPress={() => {
            closeSettings()
            open()
          }}
        >
          {t(words)}
        </Button>
      ))}
    </div>
  )
}
