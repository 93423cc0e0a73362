import * as en from './en/index.ts'
import * as fa from './fa/index.ts'
import type { Messages } from './messages.ts'

/** The keys of every text of the screens, as the Persian catalogue, the default, has them. */
export type Catalogue = typeof fa

/** Both languages; that each has exactly the other's keys is checked by the compiler. */
export const catalogues = { fa, en } as const satisfies Record<'fa' | 'en', Messages<Catalogue>>

export type Language = keyof typeof catalogues
