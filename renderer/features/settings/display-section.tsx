import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { Choice } from '../../design/choice.tsx'
import {
  contrasts,
  densities,
  setPreferences,
  textSizes,
  themes,
  usePreferences,
} from '../../stores/preferences.ts'

/** Language, text size, theme, contrast and density of this desk. */
export function DisplaySection() {
  const { t } = useTranslation()
  const format = useFormat()
  const { theme, contrast, textSize, language, density } = usePreferences()
  return (
    <>
      <Choice
        label={t('settings.language')}
        value={language}
        options={[
          { value: 'fa' as const, word: <span lang="fa">{t('settings.languageName.fa')}</span> },
          { value: 'en' as const, word: <span lang="en">{t('settings.languageName.en')}</span> },
        ]}
        onChange={(value) => setPreferences({ language: value })}
      />
      <Choice
        label={t('settings.textSize')}
        value={textSize}
        options={textSizes.map((value) => ({
          value,
          word: t('settings.percent', { value: format.digits(value) }),
        }))}
        onChange={(value) => setPreferences({ textSize: value })}
      />
      <Choice
        label={t('settings.theme')}
        value={theme}
        options={themes.map((value) => ({ value, word: t(`settings.themes.${value}`) }))}
        onChange={(value) => setPreferences({ theme: value })}
      />
      <Choice
        label={t('settings.contrast')}
        value={contrast}
        options={contrasts.map((value) => ({ value, word: t(`settings.contrasts.${value}`) }))}
        onChange={(value) => setPreferences({ contrast: value })}
      />
      <Choice
        label={t('settings.density')}
        value={density}
        options={densities.map((value) => ({ value, word: t(`settings.densities.${value}`) }))}
        onChange={(value) => setPreferences({ density: value })}
      />
    </>
  )
}
