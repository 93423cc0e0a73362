import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { remedies } from '#shared/help/remedies.ts'
import { FailureState } from '../design/error-state.tsx'

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
    <FailureState
      what={t('frame.crashed')}
      todo={t('frame.crashedTodo')}
      remedy={remedies.problem.unexpected}
      again={{ label: t('frame.reopen'), run: onReopen }}
    />
  )
}
