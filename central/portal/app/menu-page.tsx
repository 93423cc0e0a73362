import { CalendarDays, ChevronLeft, FilePlus2, KeyRound, ListChecks } from 'lucide-react'
import type { ComponentType } from 'react'
import { BringList } from '../design/bring-list.tsx'
import { Link } from './link.tsx'
import { Page } from './page.tsx'
import { useTexts } from './texts.ts'

type Icon = ComponentType<{ size: number; 'aria-hidden': true; className: string }>

/** In the order in which a citizen comes to need them. */
const services: readonly { page: 'register' | 'booking' | 'recovery' | 'status'; icon: Icon }[] = [
  { page: 'register', icon: FilePlus2 },
  { page: 'booking', icon: CalendarDays },
  { page: 'recovery', icon: KeyRound },
  { page: 'status', icon: ListChecks },
]

export function MenuPage() {
  const { menu } = useTexts()
  return (
    <Page title={menu.title}>
      <nav aria-label={menu.title}>
        <ul className="overflow-hidden rounded-l border border-line bg-surface">
          {services.map(({ page, icon: Icon }) => (
            <li key={page} className="border-t border-line first:border-t-0">
              <Link
                to={page}
                className="flex min-h-18 items-center gap-4 px-4 py-3 hover:bg-sunken focus-visible:focus-ring-inset"
              >
                <Icon size={24} aria-hidden className="shrink-0 text-accent" />
                <span className="flex flex-1 flex-col">
                  <span className="font-extrabold">{menu[page]}</span>
                  <span className="text-body text-second">{menu[`${page}Hint`]}</span>
                </span>
                <ChevronLeft size={20} aria-hidden className="shrink-0 text-third ltr:-scale-x-100" />
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <BringList />
    </Page>
  )
}
