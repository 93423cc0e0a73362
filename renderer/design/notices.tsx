import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import { type NoticeTone, useNotices } from './notice.ts'

const looks = {
  info: { icon: Info, colour: 'text-accent' },
  done: { icon: CircleCheck, colour: 'text-served' },
  warning: { icon: TriangleAlert, colour: 'text-incomplete' },
  problem: { icon: CircleAlert, colour: 'text-no-show' },
} as const satisfies Record<NoticeTone, unknown>

/** Where `notify` shows: at the foot of the screen, over the list's side, announced politely. */
export function Notices() {
  const { t } = useTranslation()
  const notices = useNotices((store) => store.notices)
  const dismiss = useNotices((store) => store.dismiss)
  return (
    <section
      aria-label={t('common.notices')}
      aria-live="polite"
      // Heard and reached also while a dialog is open: what it says may be about what was done there.
      data-react-aria-top-layer="true"
      className="pointer-events-none fixed start-[calc(var(--rail)+16px)] bottom-4 z-50 flex w-[24rem] flex-col gap-2"
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
