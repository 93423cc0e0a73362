import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import type { Handed } from './person-dialog.tsx'

/** A one-time password, shown this once for the supervisor to hand over. Latin letters and digits, as they are typed. */
export function HandOverDialog({ handed, onClose }: { handed: Handed; onClose: () => void }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState<'copied' | 'copyFailed' | null>(null)
  const copy = () => {
    navigator.clipboard.writeText(handed.password).then(
      () => setCopied('copied'),
      () => setCopied('copyFailed'),
    )
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      role="alertdialog"
      isDismissable={false}
      title={t('people.handOverTitle', { name: handed.name })}
      help="start#oneTime"
      actions={
        <Button variant="primary" autoFocus onPress={onClose}>
          {t('people.done')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-body text-second">{t('people.handOverDetail')}</p>
        <dl className="flex flex-col gap-3 rounded-m border border-line bg-paper px-4 py-3">
          <div className="flex items-baseline justify-between gap-4">
            <dt className="text-small text-second">{t('people.username')}</dt>
            <dd className="min-w-0 text-body font-semibold break-all text-ink">
              <bdi dir="ltr">{handed.username}</bdi>
            </dd>
          </div>
          <div className="flex items-center justify-between gap-4">
            <dt className="text-small text-second">{t('people.password')}</dt>
            <dd className="text-name font-extrabold tracking-wide text-ink">
              <bdi dir="ltr" data-one-time-password>
                {handed.password}
              </bdi>
            </dd>
          </div>
        </dl>
        <div className="flex items-center gap-3">
          <Button
            size="s"
            icon={copied === 'copied' ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
            onPress={copy}
          >
            {t('people.copy')}
          </Button>
          <span role="status" className="text-small text-second">
            {copied && t(`people.${copied}`)}
          </span>
        </div>
        <p className="text-small font-semibold text-incomplete">{t('people.handOverOnce')}</p>
      </div>
    </Dialog>
  )
}
