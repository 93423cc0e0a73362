import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { setPreferences, usePreferences } from '../stores/preferences.ts'
import { Button } from './button.tsx'
import { MARK } from './mark.ts'

const takeFocus = (title: HTMLElement | null) => title?.focus()

/** The page before anybody is signed in: the sign of the house, one sheet of paper, and the way to the other language. */
export function FrontPage({
  title,
  lead,
  above,
  below,
  isOverlay = false,
  startsAtTitle = false,
  children,
}: {
  title: string
  lead?: ReactNode
  /** What has to be read first. */
  above?: ReactNode
  /** What can be done instead. */
  below?: ReactNode
  /** Stands before another page, which has the landmark. */
  isOverlay?: boolean
  /** There is nothing to fill in or to press first: the focus goes to the title, which is read. */
  startsAtTitle?: boolean
  children: ReactNode
}) {
  const { t } = useTranslation()
  const Page = isOverlay ? 'div' : 'main'
  const language = usePreferences((preferences) => preferences.language)
  return (
    <Page className="grid h-full grid-rows-[1fr_auto] overflow-y-auto bg-paper">
      <div className="flex items-center justify-center px-6 pt-5 pb-2">
        <div className="w-[25rem]">
          <div className="mb-5 flex items-center gap-3">
            <span
              aria-hidden
              className="flex size-10 items-center justify-center rounded-m bg-accent pb-1 text-name leading-none font-extrabold text-on-accent"
            >
              {MARK}
            </span>
            <span className="text-lead font-extrabold">{t('common.appName')}</span>
          </div>
          {above}
          <div className="rounded-l border border-line bg-surface p-8">
            <h1
              {...(startsAtTitle && { tabIndex: -1, ref: takeFocus })}
              className="text-name font-extrabold text-ink outline-none"
            >
              {title}
            </h1>
            {lead && <p className="mt-1 text-body text-second">{lead}</p>}
            <div className="mt-6">{children}</div>
          </div>
          {below}
        </div>
      </div>
      <footer className="flex justify-center p-4">
        <Button
          size="s"
          variant="quiet"
          onPress={() => setPreferences({ language: language === 'fa' ? 'en' : 'fa' })}
        >
          <span lang={language === 'fa' ? 'en' : 'fa'}>
            {t(`settings.languageName.${language === 'fa' ? 'en' : 'fa'}`)}
          </span>
        </Button>
      </footer>
    </Page>
  )
}
