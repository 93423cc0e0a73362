import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/button.tsx'
import { EmptyState } from '../design/empty-state.tsx'

/** Keeps a defect of one part from taking the window down, and offers to open the part again. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return <Crashed onReopen={() => this.setState({ failed: false })} />
  }
}

function Crashed({ onReopen }: { onReopen: () => void }) {
  const { t } = useTranslation()
  return (
    <div role="alert" className="h-full flex-1">
      <EmptyState
        title={t('frame.crashed')}
        detail={t('frame.crashedTodo')}
        action={<Button onPress={onReopen}>{t('frame.reopen')}</Button>}
      />
    </div>
  )
}
