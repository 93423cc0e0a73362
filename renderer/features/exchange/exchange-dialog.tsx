import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { closeExchange, useExchangeDialog } from './exchange-store.ts'
import { ReceivePart } from './receive-part.tsx'
import { SendPart } from './send-part.tsx'

/** «ارسال و دریافت با پرونده»: for an office that has no line for long. */
export function ExchangeDialog() {
  const { t } = useTranslation()
  const open = useExchangeDialog((store) => store.open)
  if (!open) return null
  return (
    <Dialog
      isOpen
      onClose={closeExchange}
      title={t('exchange.title')}
      help="line#file"
      actions={<Button onPress={closeExchange}>{t('common.close')}</Button>}
    >
      <p className="mb-4 text-small text-second">{t('exchange.lead')}</p>
      <SendPart />
      <ReceivePart />
    </Dialog>
  )
}
