import { useEffect } from 'react'
import { openDiagnostics } from '../features/diagnostics/diagnostics-store.ts'
import { helpHere } from '../features/help/where.ts'
import { openPalette } from '../features/palette/palette-store.ts'
import { focusSearch } from '../features/search/focus.ts'
import { openSettings } from '../features/settings/settings-store.ts'
import { openShortcutSheet } from '../features/shortcuts/sheet-store.ts'
import { openHelpAt } from '../stores/help.ts'
import { useSession } from '../stores/session.ts'
import { desktop } from '../transport/bridge.ts'
import { go } from './route.ts'

/** Carries out what was chosen in the menu of the desktop app. Printing commands are the schedule's own business. */
export function useMenuCommands(): void {
  useEffect(
    () =>
      desktop()?.onMenu((command) => {
        // Behind the lock nothing opens.
        if (useSession.getState().phase !== 'signed_in') return
        switch (command) {
          case 'day':
            return go('day')
          case 'queue':
            return go('queue')
          case 'schedule':
          case 'print':
          case 'save-pdf':
            return go('schedule')
          case 'search':
            return focusSearch({ select: true })
          case 'palette':
            return openPalette()
          case 'settings':
            return openSettings()
          case 'shortcuts':
            return openShortcutSheet()
          case 'help':
            return openHelpAt(helpHere())
          case 'diagnostics':
            return openDiagnostics()
        }
      }),
    [],
  )
}
