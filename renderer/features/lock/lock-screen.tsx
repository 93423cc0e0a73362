import { LogOut, UserRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { User } from '#shared/contract/office.ts'
import { matches } from '../../app/shortcuts.ts'
import { Button } from '../../design/button.tsx'
import { FrontPage } from '../../design/front-page.tsx'
import { signOut, useSession } from '../../stores/session.ts'
import { SignInForm } from '../sign-in/sign-in-form.tsx'

/** Who is about to sign in: somebody who was here before, or `null` somebody whose name is typed. */
type Choice = User | null

/**
 * Stands before everything until somebody signs in. Whoever locked it finds all as it was; behind it nothing can be
 * seen, reached or heard, and the core has ended the session.
 */
export function LockScreen() {
  const { t } = useTranslation()
  const owner = useSession((session) => session.user)
  const known = useSession((session) => session.known)
  const [choice, setChoice] = useState<Choice>(owner)
  const others = known.filter(({ id }) => id !== owner?.id).slice(0, 8)
  const choices: { choice: Choice; word: string }[] = [...(owner ? [owner] : []), ...others].map((user) => ({
    choice: user,
    word: user.displayName,
  }))
  choices.push({ choice: null, word: t('lock.somebodyElse') })

  useEffect(() => {
    document.documentElement.dataset.locked = ''
    return () => {
      delete document.documentElement.dataset.locked
    }
  }, [])

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const at = choices.findIndex((_, index) => matches(event, keyOf(index)))
      const chosen = choices[at]
      if (!chosen) return
      event.preventDefault()
      setChoice(chosen.choice)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })

  return createPortal(
    <div
      role="dialog"
      aria-modal
      aria-label={t('lock.title')}
      data-lock-screen
      // Dialogs behind it would otherwise keep the focus, and hide it from who listens to the screen.
      data-react-aria-top-layer="true"
      className="fixed inset-0 z-[100] bg-paper"
    >
      <FrontPage isOverlay title={t('lock.title')} lead={choice?.displayName ?? t('lock.somebodyElse')}>
        <SignInForm
          key={choice?.id ?? ''}
          knownUsername={choice?.username ?? null}
          submitLabel={t(choice?.id === owner?.id ? 'lock.unlock' : 'signIn.submit')}
        />
        {choice?.id !== owner?.id && owner && (
          <p className="mt-3 text-small text-incomplete">
            {t('lock.willBeLost', { name: owner.displayName })}
          </p>
        )}
        <fieldset className="mt-6 border-t border-line pt-4">
          <legend className="sr-only">{t('lock.whoElse')}</legend>
          <ul className="flex flex-col gap-1.5">
            {choices.map(({ choice: one, word }, index) =>
              one?.id === choice?.id ? null : (
                <li key={one?.id ?? ''}>
                  <Button
                    size="s"
                    className="w-full"
                    icon={<UserRound size={14} aria-hidden />}
                    shortcut={keyOf(index)}
                    onPress={() => setChoice(one)}
                  >
                    {word}
                  </Button>
                </li>
              ),
            )}
            <li>
              <Button
                size="s"
                variant="quiet"
                className="w-full"
                icon={<LogOut size={14} aria-hidden />}
                onPress={() => void signOut()}
              >
                {t('frame.signOut')}
              </Button>
            </li>
          </ul>
        </fieldset>
      </FrontPage>
    </div>,
    document.body,
  )
}

const keyOf = (index: number): string => `Alt+${index + 1}`
