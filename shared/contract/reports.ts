import { z } from 'zod'
import { reportSchema } from '#shared/domain/report.ts'
import { reportDateSchema, reportUnits } from '#shared/domain/report-span.ts'
import { officeBase } from './office-base.ts'

/** «گزارش‌ها»: how the office's days went, in figures. Nothing in them is about one applicant. */
export const reportsContract = {
  /** The day, week or month that `date` is part of. */
  get: officeBase
    .meta({ access: ['supervisor'] })
    .input(z.object({ unit: z.enum(reportUnits), date: reportDateSchema }))
    .output(reportSchema),
}
