import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import { type RefObject, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { HelpLink } from './help-link.tsx'
import { IconButton } from './icon-button.tsx'
import { type NoticeTone, useNotices } from './notice.ts'

const looks = {
  info: { icon: Info, colour: 'text-accent' },
  done: { icon: CircleCheck, colour: 'text-served' },
  warning: { icon: TriangleAlert, colour: 'text-incomplete' },
  problem: { icon: CircleAlert, colour: 'text-no-show' },
} as const satisfies Record<NoticeTone, unknown>

/** Between a notice and what is above and below it, px. */
const GAP = 12

/** Keeps the place informed of how much room the notices take, so that its list ends above them. */
function useRoomTaken(): RefObject<HTMLElement | null> {
  const box = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () => {
      const room = element.offsetHeight === 0 ? 0 : element.offsetHeight + 2 * GAP
      if (room !== useNotices.getState().room) useNotices.setState({ room })
    }
    const sizes = new ResizeObserver(measure)
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [])
  return box
}

/** Where `notify` shows: above the foot of the place, on the list's side, announced politely. It covers nothing. */
export function Notices() {
  const { t } = useTranslation()
  const notices = useNotices((store) => store.notices)
  const foot = useNotices((store) => store.foot)
  const dismiss = useNotices((store) => store.dismiss)
  const box = useRoomTaken()
  return (
    <section
      ref={box}
      aria-label={t('common.notices')}
      aria-live="polite"
      // Heard and reached also while a dialog is open: what it says may be about what was done there.
      data-react-aria-top-layer="true"
      style={{ insetBlockEnd: `calc(var(--notice-foot, 1) * ${foot}px + ${GAP}px)` }}
      className="pointer-events-none fixed start-[calc(var(--rail)+16px)] z-50 flex w-[min(24rem,540px)] max-w-[calc(100vw-var(--rail)-32px)] zoomed:[--notice-foot:0] flex-col gap-2"
    >
      {notices.map((notice) => {
        const { icon: Icon, colour } = looks[notice.tone]
        return (
          <div
            key={notice.id}
            className="pointer-events-auto flex items-start gap-3 rounded-l border border-line bg-surface p-3 shadow-float"
          >
            <Icon size={18} aria-hidden className={`mt-0.5 shrink-0 ${colour}`} />
            <div className="min-w-0 flex-1">
              <p className="text-body font-semibold text-ink">{notice.title}</p>
              {notice.detail && <p className="text-small text-second">{notice.detail}</p>}
              {notice.remedy && (
                <p className="text-small text-accent">
                  <HelpLink to={notice.remedy} />
                </p>
              )}
              {notice.action && (
                <Button
                  size="s"
                  className="mt-2"
                  shortcut={notice.action.keys}
                  onPress={() => {
                    notice.action?.run()
                    dismiss(notice.id)
                  }}
                >
                  {notice.action.label}
                </Button>
              )}
            </div>
            <IconButton
              size="s"
              label={t('common.close')}
              icon={<X size={14} aria-hidden />}
              onPress={() => dismiss(notice.id)}
            />
          </div>
        )
      })}
    </section>
  )
}
