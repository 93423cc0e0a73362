import { LogOut } from 'lucide-react'
import type { ReactNode } from 'react'
import { Mark } from '../design/mark.tsx'
import { announce } from './announce.tsx'
import { forgetCitizen, useCitizen } from './citizen.ts'
import { isDemo } from './demo-mark.ts'
import { Link } from './link.tsx'
import { goTo } from './route.ts'
import { setLanguage, useLanguage, useTexts } from './texts.ts'

/** What stands around every page. */
export function Frame({ wide, children }: { wide: boolean; children: ReactNode }) {
  const { shell } = useTexts()
  return (
    <div className="flex min-h-dvh flex-col print:block">
      <a href="#content" className="skip">
        {shell.skip}
      </a>
      {isDemo() && <DemoStrip />}
      <Bar />
      <main
        id="content"
        tabIndex={-1}
        className={`mx-auto w-full flex-1 px-4 pt-6 pb-10 outline-none sm:px-6 sm:pt-8 print:p-0 ${wide ? 'max-w-240' : 'max-w-160'}`}
      >
        {children}
      </main>
      <footer className="border-t border-line px-4 py-4 text-center text-body text-second print:hidden">
        {shell.footer}
      </footer>
    </div>
  )
}

function Bar() {
  const { shell } = useTexts()
  const language = useLanguage()
  const known = useCitizen((citizen) => citizen.credentials !== null)
  const finish = () => {
    forgetCitizen()
    announce(shell.forgotten)
    goTo('menu')
  }
  return (
    <header className="border-b border-line bg-surface print:hidden">
      <div className="mx-auto flex min-h-14 w-full max-w-240 items-center gap-1 px-4 sm:px-6">
        <Link
          to="menu"
          className="flex min-h-11 items-center gap-2.5 font-extrabold whitespace-nowrap text-ink"
        >
          <Mark />
          <span>{shell.appName}</span>
        </Link>
        <span className="flex-1" />
        {known && (
          <button type="button" className="bar-button" onClick={finish}>
            <LogOut size={18} aria-hidden className="rtl:-scale-x-100" />
            {shell.forget}
          </button>
        )}
        <button
          type="button"
          lang={language === 'fa' ? 'en' : 'fa'}
          className="bar-button"
          onClick={() => void setLanguage(language === 'fa' ? 'en' : 'fa')}
        >
          {shell.otherLanguage}
        </button>
      </div>
    </header>
  )
}

function DemoStrip() {
  const { shell } = useTexts()
  return (
    <aside
      aria-label={shell.demo}
      className="bg-incomplete-soft px-4 text-center text-body text-incomplete print:hidden"
    >
      <strong className="font-extrabold">{shell.demo}</strong>
      <span className="hidden sm:inline"> · {shell.demoStrip}</span> ·{' '}
      <Link
        to="demo"
        className="inline-flex min-h-11 items-center font-semibold underline underline-offset-4"
      >
        {shell.demoLink}
      </Link>
    </aside>
  )
}
