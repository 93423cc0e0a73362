import { Component, type ReactNode } from 'react'
import { Button } from '../design/button.tsx'
import { useTexts } from './texts.ts'

/** Catches what a page throws: the citizen is told, and can go on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render(): ReactNode {
    return this.state.failed ? <Crashed /> : this.props.children
  }
}

function Crashed() {
  const { shell } = useTexts()
  return (
    <main className="mx-auto flex max-w-160 flex-col items-start gap-4 px-4 py-10" role="alert">
      <h1 className="text-name font-extrabold">{shell.crashed}</h1>
      <p>{shell.crashedTodo}</p>
      <Button onClick={() => window.location.reload()}>{shell.reopen}</Button>
    </main>
  )
}
