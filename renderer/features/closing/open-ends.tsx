import { CircleAlert, CloudUpload, PrinterX, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { openAppointment } from '../../app/open-appointment.ts'
import { go } from '../../app/route.ts'
import { useScheduleCopyWords } from '../../print/schedule-copy-words.ts'
import { useDay } from '../../stores/day.ts'
import { useOffice } from '../../stores/office.ts'
import { Point, Way } from './point.tsx'
import type { OpenEnds as Ends } from './use-open-ends.ts'

/** What is still open beside the states of the day, each the way to where it is mended. */
export function OpenEnds({ ends, onLeave }: { ends: Ends; onLeave: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const copyWords = useScheduleCopyWords()
  const parked = useOffice(({ sync }) => sync?.parked ?? 0)
  const rows = useDay((store) => store.rows)
  const open = (id: string) => {
    const row = rows.find((candidate) => candidate.id === id)
    if (!row) return
    onLeave()
    openAppointment(row)
  }
  const place = (name: 'tray' | 'schedule') => {
    onLeave()
    go(name)
  }
  const { atDesk, unprinted, waiting } = ends
  return (
    <>
      {atDesk.length > 0 && (
        <Point icon={<CircleAlert size={16} aria-hidden className="text-no-show" />}>
          <p className="font-semibold">{t('closing.atDesk', { count: atDesk.length })}</p>
          <p className="-mx-1 flex flex-wrap gap-x-1 text-small">
            {atDesk.map((entry) => (
              <Way key={entry.id} onGo={() => open(entry.id)}>
                {entry.firstName} {entry.lastName}
              </Way>
            ))}
          </p>
        </Point>
      )}
      {parked > 0 && (
        <Point icon={<TriangleAlert size={16} aria-hidden className="text-incomplete" />}>
          <p>
            {t('closing.refused', { count: parked })}{' '}
            <Way onGo={() => place('tray')}>{t('closing.toTray')}</Way>
          </p>
        </Point>
      )}
      {unprinted.length > 0 && (
        <Point icon={<PrinterX size={16} aria-hidden className="text-incomplete" />}>
          <p>{t('closing.unprinted', { count: unprinted.length })}</p>
          <p className="-mx-1 flex flex-wrap gap-x-1 text-small">
            {unprinted.map(({ printId, paper, appointmentId, name, schedule }) =>
              paper === 'closing_report' ? (
                <span key={printId} className="px-1 text-second">
                  {t('paper.kind.closing_report')}
                </span>
              ) : (
                <Way
                  key={printId}
                  onGo={() => (appointmentId === null ? place('schedule') : open(appointmentId))}
                >
                  {t(`paper.kind.${paper}`)}
                  {name !== null && `: ${name}`}
                  {schedule !== null && copyWords(schedule) !== null && ` (${copyWords(schedule)})`}
                </Way>
              ),
            )}
          </p>
        </Point>
      )}
      {waiting !== null && (
        <Point icon={<CloudUpload size={16} aria-hidden className="text-second" />}>
          {waiting.changes === 0 || waiting.since === null ? (
            <p>{t('closing.allConfirmed')}</p>
          ) : (
            <p>
              {t('closing.unconfirmed', {
                count: waiting.changes,
                date: format.dateOf(waiting.since, 'dayMonth'),
                time: format.timeOf(waiting.since),
              })}
            </p>
          )}
        </Point>
      )}
    </>
  )
}
