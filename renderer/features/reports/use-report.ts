import type { ReportUnit } from '#shared/domain/report-span.ts'
import { useAnswer } from '../../stores/use-answer.ts'
import { office } from '../../transport/office-client.ts'

/** The report of the span that a date is part of; the one before stays until the next has come. */
export function useReport(unit: ReportUnit, date: string) {
  const { answer, problem, reload } = useAnswer(() => office().reports.get({ unit, date }), [unit, date])
  return { report: answer, problem, reload }
}
