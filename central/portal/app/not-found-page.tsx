import { Link } from './link.tsx'
import { Page } from './page.tsx'
import { useTexts } from './texts.ts'

export function NotFoundPage() {
  const { shell } = useTexts()
  return (
    <Page title={shell.notFound} lead={shell.notFoundTodo}>
      <Link to="menu" className="link self-start">
        {shell.home}
      </Link>
    </Page>
  )
}
