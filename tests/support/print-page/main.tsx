// First, so that the order of the cascade layers is that of the application.
import '#renderer/design/styles.css'

import type { ComponentProps } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { startI18n } from '#renderer/app/i18n.ts'
import { ClosingReportSheet } from '#renderer/print/closing-report.tsx'
import { LoneSheets } from '#renderer/print/lone-sheets.tsx'
import { holdPageSize, sizeOnPaper } from '#renderer/print/page-size.ts'
import { ScheduleDocument } from '#renderer/print/schedule-document.tsx'
import { Slip, type SlipProps } from '#renderer/print/slip.tsx'
import type { Schedule } from '#shared/contract/office.ts'

declare global {
  interface Window {
    /** Draws a schedule; answers the number of sheets when it is laid out. */
    drawSchedule: (schedule: Schedule, large?: boolean) => Promise<number>
    /** Draws a slip as it is printed; answers its size on paper when the page has that size. */
    drawReport: (report: ComponentProps<typeof ClosingReportSheet>) => Promise<void>
    drawSlip: (slip: SlipProps) => Promise<{ widthMm: number; heightMm: number }>
  }
}

let release: () => void = () => {}

startI18n('fa')
const root = createRoot(document.getElementById('root') ?? document.body)

window.drawSchedule = (schedule, large = false) =>
  new Promise((resolve) => {
    release()
    release = () => {}
    root.render(
      <div className="flex h-full flex-col overflow-hidden">
        <header className="h-16 bg-paper">not for the paper</header>
        <div className="min-h-0 flex-1 overflow-auto bg-sunken p-6">
          <ScheduleDocument
            schedule={schedule}
            large={large}
            copy={{ copy: 3, printedAt: '2026-11-22T04:20:00.000Z' }}
            onLaidOut={resolve}
          />
        </div>
      </div>,
    )
  })

window.drawSlip = async (slip) => {
  release()
  release = () => {}
  flushSync(() =>
    root.render(
      <>
        <header className="h-16 bg-paper">not for the paper</header>
        <LoneSheets>
          <Slip {...slip} />
        </LoneSheets>
      </>,
    ),
  )
  await document.fonts.load('400 12px "Vazirmatn Variable"', 'نوبت ۱۲ 12')
  await document.fonts.ready
  const sheet = document.querySelector<HTMLElement>('.lone-sheets > *')
  if (!sheet) throw new Error('there is no slip')
  const size = sizeOnPaper(sheet)
  if (slip.size === 'roll80') release = holdPageSize(size)
  return size
}

window.drawReport = async (report) => {
  release()
  release = () => {}
  flushSync(() =>
    root.render(
      <LoneSheets>
        <ClosingReportSheet {...report} />
      </LoneSheets>,
    ),
  )
  await document.fonts.load('400 12px "Vazirmatn Variable"', 'نوبت ۱۲ 12')
  await document.fonts.ready
}
