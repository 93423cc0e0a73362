import { Moon, Sun, SunMoon, Unplug, Volume2, VolumeX } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WaitingRoom } from '#shared/contract/queue.ts'
import { useFormat } from '../app/format.ts'
import { chime, mayChime } from '../design/chime.ts'
import { usePreferences } from '../stores/preferences.ts'
import { setDisplay, useDisplaySettings } from './display-settings.ts'
import { useRoom } from './use-room.ts'

type Call = WaitingRoom['calls'][number]

/** How long a new call stands out, ms. */
const FRESH = 12_000
/** So many calls fit beside the newest one and can be read from the last row of chairs. */
const beside = 5

const themeSteps = { system: 'light', light: 'dark', dark: 'system' } as const
const themeIcons = { system: SunMoon, light: Sun, dark: Moon } as const

/** The waiting room's screen: the newest call large, the others beside it, numbers and desks alone. */
export function Display() {
  const { t } = useTranslation()
  const { room, isLive } = useRoom()
  useDisplayAppearance()
  const [newest, ...others] = room?.calls ?? []
  const isFresh = useFreshCall(room)
  return (
    <main className="display" data-live={isLive}>
      <h1 className="sr-only">{t('display.title')}</h1>
      {newest ? (
        <section
          aria-label={t('display.newest')}
          className="display-newest"
          data-fresh={isFresh || undefined}
        >
          <Newest call={newest} />
        </section>
      ) : (
        <p className="display-nobody">{t(room === null ? 'display.connecting' : 'display.nobody')}</p>
      )}
      {others.length > 0 && (
        <ol aria-label={t('display.others')} className="display-others">
          {others.slice(0, beside).map((call) => (
            <Other key={call.number} call={call} />
          ))}
        </ol>
      )}
      <footer className="display-foot">
        {!isLive && room !== null && (
          <p role="alert" className="display-dead">
            <Unplug aria-hidden />
            {t('display.notLive')}
          </p>
        )}
        <Settings />
      </footer>
    </main>
  )
}

function Newest({ call }: { call: Call }) {
  const { t } = useTranslation()
  const { digits } = useFormat()
  return (
    <>
      <p role="status" className="sr-only">
        {t('display.said', { number: digits(call.number), desk: digits(call.desk) })}
      </p>
      <span aria-hidden className="display-label">
        {t('display.number')}
      </span>
      <span aria-hidden className="display-number" data-number={call.number}>
        {digits(call.number)}
      </span>
      <span aria-hidden className="display-desk" data-desk={call.desk}>
        {t('display.desk', { desk: digits(call.desk) })}
      </span>
    </>
  )
}

function Other({ call }: { call: Call }) {
  const { t } = useTranslation()
  const { digits } = useFormat()
  return (
    <li className="display-other" data-number={call.number} data-desk={call.desk}>
      <span className="display-other-number">{digits(call.number)}</span>
      <span className="display-other-desk">{t('display.desk', { desk: digits(call.desk) })}</span>
    </li>
  )
}

const keyOf = ({ number, desk, calls }: Call) => `${number} ${desk} ${calls}`

/**
 * Whether the newest call came a moment ago; with it, the sound. What was there when the page opened, or stood below one
 * that is over, is no news.
 */
function useFreshCall(room: WaitingRoom | null): boolean {
  const before = useRef<ReadonlySet<string> | null>(null)
  const [fresh, setFresh] = useState<string | null>(null)
  const [newest] = room?.calls ?? []
  useEffect(() => {
    if (room === null) return
    const known = before.current
    const [first] = room.calls
    before.current = new Set(room.calls.map(keyOf))
    if (known === null || !first || known.has(keyOf(first))) return
    setFresh(keyOf(first))
    if (useDisplaySettings.getState().sound) void chime()
  }, [room])
  useEffect(() => {
    if (fresh === null) return
    const timer = setTimeout(() => setFresh(null), FRESH)
    return () => clearTimeout(timer)
  }, [fresh])
  return newest !== undefined && fresh === keyOf(newest)
}

/** Sound and theme, small and in the corner: they are for whoever puts the screen up. */
function Settings() {
  const { t } = useTranslation()
  const { sound, theme } = useDisplaySettings()
  const [isMuted, setIsMuted] = useState(false)
  useEffect(() => {
    if (sound) void mayChime().then((may) => setIsMuted(!may))
    else setIsMuted(false)
  }, [sound])
  const Theme = themeIcons[theme]
  const toggle = () => {
    if (sound && isMuted) void mayChime().then((may) => setIsMuted(!may))
    else setDisplay({ sound: !sound })
    // So that whoever turns it on hears how loud it is.
    if (!sound || isMuted) void chime()
  }
  return (
    <div className="display-settings">
      <button type="button" aria-pressed={sound} onClick={toggle}>
        {sound ? <Volume2 aria-hidden /> : <VolumeX aria-hidden />}
        {t(isMuted ? 'display.soundWaits' : sound ? 'display.soundOn' : 'display.soundOff')}
      </button>
      <button type="button" onClick={() => setDisplay({ theme: themeSteps[theme] })}>
        <Theme aria-hidden />
        {t(`display.theme.${theme}`)}
      </button>
    </div>
  )
}

/** The theme of this screen and the language of the machine, on the document. */
function useDisplayAppearance(): void {
  const theme = useDisplaySettings((settings) => settings.theme)
  const language = usePreferences((preferences) => preferences.language)
  useEffect(() => {
    const system = window.matchMedia('(prefers-color-scheme: dark)')
    const apply = () => {
      const root = document.documentElement
      root.dataset.theme = theme === 'dark' || (theme === 'system' && system.matches) ? 'dark' : 'light'
      root.lang = language
      root.dir = language === 'fa' ? 'rtl' : 'ltr'
    }
    apply()
    system.addEventListener('change', apply)
    return () => system.removeEventListener('change', apply)
  }, [theme, language])
}
