// First, so that the order of the cascade layers is that of the application.
import '#renderer/design/styles.css'

import { createRoot } from 'react-dom/client'
import { startI18n } from '#renderer/app/i18n.ts'
import { ScheduleDocument } from '#renderer/print/schedule-document.tsx'
import type { Schedule } from '#shared/contract/office.ts'

declare global {
  interface Window {
    /** Draws a schedule; answers the number of sheets when it is laid out. */
    drawSchedule: (schedule: Schedule) => Promise<number>
  }
}

startI18n('fa')
const root = createRoot(document.getElementById('root') ?? document.body)

window.drawSchedule = (schedule) =>
  new Promise((resolve) => {
    root.render(
      <div className="flex h-full flex-col overflow-hidden">
        <header className="h-16 bg-paper">not for the paper</header>
        <div className="min-h-0 flex-1 overflow-auto bg-sunken p-6">
          <ScheduleDocument
            schedule={schedule}
            copy={{ copy: 3, printedAt: '2026-11-22T04:20:00.000Z' }}
            onLaidOut={resolve}
          />
        </div>
      </div>,
    )
  })
