import { z } from 'zod'

/** ISO civil date of Tehran, `YYYY-MM-DD`. */
export const civilDateSchema = z.iso.date()
/** Civil time of Tehran, `HH:MM`. */
export const civilTimeSchema = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/)
/** UTC instant with milliseconds, `YYYY-MM-DDTHH:MM:SS.sssZ`. */
export const instantSchema = z.iso.datetime({ precision: 3 })
