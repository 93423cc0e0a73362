import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { PushCode } from '#shared/contract/central.ts'
import { pushCodes } from '#shared/contract/central.ts'
import type { WhatAndTodo } from '#shared/i18n/messages.ts'

const known: ReadonlySet<string> = new Set(pushCodes)

/** Whether the catalogues say it; otherwise what the central system said itself is all there is. */
export const isKnownRefusal = (code: string): code is PushCode => known.has(code)

/** Why the central system refused an event, by its code; a code of a newer central system is shown as it is. */
export function useRefusalWords(): (code: string) => WhatAndTodo {
  const { t } = useTranslation()
  return useCallback(
    (code) =>
      isKnownRefusal(code)
        ? { what: t(`refusal.${code}.what`), todo: t(`refusal.${code}.todo`) }
        : {
            what: `${t('problem.unexpected.what')} (\u2066${code}\u2069)`,
            todo: t('problem.unexpected.todo'),
          },
    [t],
  )
}
