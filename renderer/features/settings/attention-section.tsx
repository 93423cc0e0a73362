import { useTranslation } from 'react-i18next'
import { Choice } from '../../design/choice.tsx'
import { attentions, setPreferences, sounds, usePreferences } from '../../stores/preferences.ts'
import { BrowserPermissionNote } from '../attention/browser-permission-note.tsx'

/** How this desk tells that something needs a person. */
export function AttentionSection() {
  const { t } = useTranslation()
  const { sound, attention } = usePreferences()
  return (
    <>
      <Choice
        label={t('settings.sound')}
        value={sound}
        options={sounds.map((value) => ({ value, word: t(`settings.sounds.${value}`) }))}
        onChange={(value) => setPreferences({ sound: value })}
      />
      <div className="flex flex-col gap-2">
        <Choice
          label={t('settings.attention')}
          value={attention}
          options={attentions.map((value) => ({ value, word: t(`settings.attentions.${value}`) }))}
          onChange={(value) => setPreferences({ attention: value })}
        />
        {attention === 'on' && <BrowserPermissionNote />}
      </div>
    </>
  )
}
