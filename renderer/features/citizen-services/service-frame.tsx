import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { matches, runShortcut, useShortcuts } from '../../app/shortcuts.ts'
import { Button } from '../../design/button.tsx'
import { useNoticeRoom } from '../../design/notice.ts'

export type MainAct = {
  label: string
  run: () => void
  isBusy: boolean
  disabledReason?: string | null
  /** It takes the focus, where there is no field to be written in. */
  isFirstFocus?: boolean
}

/** One service: its matter, and at the foot the one main action of the moment with its key. */
export function ServiceFrame({
  children,
  main,
  second,
  note,
}: {
  children: ReactNode
  main?: MainAct | null
  /** Buttons of lesser weight beside the main one. */
  second?: ReactNode
  note?: ReactNode
}) {
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const room = useNoticeRoom()
  // What had the focus is gone with the screen before; without this it would go to the search field.
  useLayoutEffect(() => {
    frame.current?.querySelector<HTMLElement>('[data-first-focus]')?.focus()
  }, [])
  useShortcuts([
    {
      keys: 'Ctrl+Enter',
      label: t('shortcuts.serviceMain'),
      group: 'inServices',
      when: () => Boolean(main) && !main?.disabledReason,
      run: (event) => !event.repeat && !main?.isBusy && main?.run(),
    },
  ])
  return (
    <div
      ref={frame}
      className="flex min-h-0 flex-1 flex-col"
      // React Aria takes Enter on a radio or a button for a press, whatever is held down with it.
      onKeyDownCapture={({ nativeEvent }) => {
        if (matches(nativeEvent, 'Ctrl+Enter') && runShortcut(nativeEvent)) nativeEvent.stopPropagation()
      }}
    >
      <div className="above-notices min-h-0 flex-1 overflow-y-auto px-6 py-4" style={room}>
        {children}
      </div>
      {(main || second) && (
        <footer className="flex shrink-0 items-center gap-2 border-t border-line bg-paper px-6 py-3">
          <div className="me-auto min-w-0 text-small text-second" aria-live="polite">
            {note}
          </div>
          {second}
          {main && (
            <Button
              variant="primary"
              shortcut="Ctrl+Enter"
              isPending={main.isBusy}
              disabledReason={main.disabledReason}
              {...(main.isFirstFocus ? { 'data-first-focus': true } : {})}
              onPress={main.run}
            >
              {main.label}
            </Button>
          )}
        </footer>
      )}
    </div>
  )
}
