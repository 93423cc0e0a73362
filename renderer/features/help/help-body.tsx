import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { en } from '#shared/help/en.ts'
import { fa } from '#shared/help/fa.ts'
import { type HelpPage, helpPageNames, helpPages } from '#shared/help/pages.ts'
import { useFormat } from '../../app/format.ts'
import { openHelp } from '../../stores/help.ts'
import { findHelp, sectionOf } from './find-help.ts'
import { pictureOf } from './pictures.ts'

const texts = { fa, en }

/** Pages at the side, the one that is read beside them; what is typed is looked for in all of them. */
export default function HelpBody({ open }: { open: { page: HelpPage; section: string | null } }) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const [query, setQuery] = useState('')
  const searchId = useId()
  const pages = texts[language]
  const found = findHelp(pages, query)
  const go = (page: HelpPage, section: string | null = null) => {
    setQuery('')
    openHelp(page, section)
  }
  return (
    <div className="grid h-[clamp(24rem,100vh-12rem,44rem)] grid-cols-[15rem_minmax(0,1fr)] gap-6">
      <div className="flex min-h-0 flex-col gap-3 pt-1">
        <label htmlFor={searchId} className="sr-only">
          {t('help.search')}
        </label>
        <input
          id={searchId}
          type="search"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          placeholder={t('help.search')}
          className="h-9 shrink-0 rounded-m border border-field-line bg-surface px-3 text-body text-ink outline-none placeholder:text-third focus-visible:focus-ring"
        />
        <p role="status" className="sr-only">
          {query.trim() !== '' && t('help.found', { count: found.length })}
        </p>
        <nav aria-label={t('help.pages')} className="min-h-0 flex-1 overflow-y-auto">
          {query.trim() === '' ? (
            <ul>
              {helpPageNames.map((page) => (
                <li key={page}>
                  <PageLink isHere={page === open.page} title={pages[page].title} onOpen={() => go(page)} />
                </li>
              ))}
            </ul>
          ) : found.length === 0 ? (
            <p className="px-2 text-small text-second">{t('help.nothing')}</p>
          ) : (
            <ul>
              {found.map(({ page, section, title, pageTitle }) => (
                <li key={`${page}#${section}`}>
                  <PageLink title={title} of={pageTitle} onOpen={() => go(page, section)} />
                </li>
              ))}
            </ul>
          )}
        </nav>
      </div>
      <Page key={open.page} page={open.page} section={open.section} />
    </div>
  )
}

function PageLink({
  title,
  of,
  isHere = false,
  onOpen,
}: {
  title: string
  of?: string
  isHere?: boolean
  onOpen: () => void
}) {
  return (
    <button
      type="button"
      aria-current={isHere ? 'page' : undefined}
      onClick={onOpen}
      className={`w-full rounded-m px-2 py-1.5 text-start text-body outline-none hover:bg-sunken focus-visible:focus-ring-inset ${isHere ? 'bg-accent-soft font-semibold text-accent' : 'text-ink'}`}
    >
      {title}
      {of !== undefined && <span className="block text-small text-second">{of}</span>}
    </button>
  )
}

/** One page. The section that was asked for is marked and takes the focus, so that it is read first. */
function Page({ page, section }: { page: HelpPage; section: string | null }) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const { title, lead } = texts[language][page]
  const asked = useRef<HTMLElement>(null)
  const picture = pictureOf(page, language)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the section that moves the focus
  useEffect(() => {
    asked.current?.focus()
  }, [section])
  return (
    <article
      aria-label={title}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
      tabIndex={0}
      className="min-h-0 overflow-y-auto rounded-m border border-line bg-paper px-5 py-4 outline-none focus-visible:focus-ring-inset"
    >
      <h3 className="text-lead font-extrabold text-ink">{title}</h3>
      <p className="pb-3 text-body text-second">{lead}</p>
      {picture !== null && (
        <img
          src={picture}
          alt={t('help.pictureOf', { page: title })}
          className="mb-4 w-full rounded-m border border-line"
        />
      )}
      {helpPages[page].map((name) => {
        const known = sectionOf(texts[language], page, name)
        if (known === null) return null
        const isAsked = name === section
        return (
          <section
            key={name}
            aria-label={known.title}
            ref={isAsked ? asked : undefined}
            tabIndex={isAsked ? -1 : undefined}
            data-section={`${page}#${name}`}
            className={`-mx-2 mb-3 rounded-m px-2 py-2 outline-none ${isAsked ? 'bg-accent-soft' : ''}`}
          >
            <h4 className="text-body font-semibold text-ink">{known.title}</h4>
            {known.text.split('\n').map((paragraph) => (
              <p key={paragraph} className="pt-1 text-body text-ink">
                {paragraph}
              </p>
            ))}
          </section>
        )
      })}
    </article>
  )
}
