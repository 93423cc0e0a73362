import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Matter } from '#shared/contract/attention.ts'
import { chime } from '../../design/chime.ts'
import { refreshConditions, useConditions } from '../../stores/condition.ts'
import { useOffice } from '../../stores/office.ts'
import { usePreferences } from '../../stores/preferences.ts'
import { useSession } from '../../stores/session.ts'
import { desktop } from '../../transport/bridge.ts'
import { tellInBrowser, withdrawFromBrowser } from './browser-notification.ts'
import { isInFront, whenInFront } from './in-front.ts'
import { leadTo } from './lead-to.ts'
import { newsIn, type Waiting, waitingFor } from './matters.ts'

/** Behind the lock no live notice comes; what anybody may know is asked for so often, ms. */
const ASK_BEHIND_LOCK = 60_000
const nothing: ReadonlySet<Matter> = new Set()

/**
 * Calls whoever is signed in when something needs them and the window is not in front: by the operating system, and by
 * the number before the window's title. Each matter once; again only when it was settled meanwhile, or has become more.
 */
export function useAttention(): void {
  const { t } = useTranslation()
  const isOn = usePreferences(({ attention }) => attention === 'on')
  const roles = useSession(({ user }) => user?.roles)
  const parked = useOffice(({ sync }) => sync?.parked ?? null)
  const conditions = useConditions((store) => store.conditions)
  const [unseen, setUnseen] = useState(nothing)
  const known = useRef<Waiting | null>(null)
  const open = useOpening()

  useEffect(() => {
    if (roles === undefined || parked === null) return
    const now = waitingFor(roles, parked, conditions)
    // What there was when the window opened stands on the screen that was looked at then.
    const news = newsIn(known.current ?? now, now)
    known.current = now
    const away = isOn && !isInFront()
    setUnseen((before) => {
      const next = [...before, ...(away ? news : [])].filter((matter) => now.has(matter))
      return next.length === 0 && before.size === 0 ? before : new Set(next)
    })
    // A refusal has its own sound, also for whoever sits before it.
    if (news.some((matter) => matter !== 'refusals') && usePreferences.getState().sound === 'on') void chime()
    if (!away) return
    for (const matter of news) {
      const shell = desktop()
      if (shell) shell.tellMatter(matter)
      else tellInBrowser(matter, wordsOf(matter), () => open(matter))
    }
    function wordsOf(matter: Matter) {
      return { what: t(`attention.matter.${matter}.what`), todo: t(`attention.matter.${matter}.todo`) }
    }
  }, [roles, parked, conditions, isOn, open, t])

  useEffect(
    () =>
      whenInFront(() => {
        withdrawFromBrowser()
        setUnseen(nothing)
      }),
    [],
  )

  useEffect(() => {
    document.title = unseen.size > 0 ? t('attention.waiting', { count: unseen.size }) : t('attention.title')
    return () => {
      document.title = t('attention.title')
    }
  }, [unseen, t])
}

/** Leads to a matter that was chosen in a notification; behind the lock not before the same person has opened it again. */
function useOpening(): (matter: Matter) => void {
  const phase = useSession((session) => session.phase)
  const chosen = useRef<{ matter: Matter; by: string | undefined } | null>(null)
  const open = useCallback((matter: Matter) => {
    const { phase: now, user } = useSession.getState()
    if (now === 'signed_in') leadTo(matter)
    else chosen.current = { matter, by: user?.id }
  }, [])
  useEffect(() => desktop()?.onMatter(open), [open])
  useEffect(() => {
    if (phase !== 'locked') return
    const timer = setInterval(() => void refreshConditions(), ASK_BEHIND_LOCK)
    return () => {
      clearInterval(timer)
      const wanted = chosen.current
      chosen.current = null
      const { phase: now, user } = useSession.getState()
      if (wanted !== null && now === 'signed_in' && user?.id === wanted.by)
        setTimeout(() => leadTo(wanted.matter))
    }
  }, [phase])
  return open
}
