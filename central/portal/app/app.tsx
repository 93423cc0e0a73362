import { type ComponentType, lazy, Suspense } from 'react'
import { Loading } from '../design/loading.tsx'
import { Announcements } from './announce.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { Frame } from './frame.tsx'
import { MenuPage } from './menu-page.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import type { PageName } from './paths.ts'
import { usePage } from './route.ts'

// Each page is a file of its own: a slow phone loads what it shows.
const pages: Record<PageName, ComponentType> = {
  menu: MenuPage,
  register: lazy(async () => ({ default: (await import('../register/register-page.tsx')).RegisterPage })),
  booking: lazy(async () => ({ default: (await import('../booking/booking-page.tsx')).BookingPage })),
  recovery: lazy(async () => ({ default: (await import('../recovery/recovery-page.tsx')).RecoveryPage })),
  status: lazy(async () => ({ default: (await import('../status/status-page.tsx')).StatusPage })),
  demo: lazy(async () => ({ default: (await import('../demo/demo-page.tsx')).DemoPage })),
}

export function App() {
  const page = usePage()
  const Content = page === null ? NotFoundPage : pages[page]
  return (
    <Frame wide={page === 'booking'}>
      <ErrorBoundary key={page}>
        <Suspense fallback={<Loading />}>
          <Content />
        </Suspense>
      </ErrorBoundary>
      <Announcements />
    </Frame>
  )
}
