import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './icon-button.tsx'
import { TextField, type TextFieldProps } from './text-field.tsx'

/** A field for a password, hidden until one wants to see it. */
export function PasswordField(props: Omit<TextFieldProps, 'type' | 'ltr' | 'end' | 'spellCheck'>) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  return (
    <TextField
      {...props}
      type={shown ? 'text' : 'password'}
      ltr
      spellCheck="false"
      end={
        <IconButton
          size="s"
          label={shown ? t('signIn.hide') : t('signIn.show')}
          icon={shown ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
          onPress={() => setShown(!shown)}
        />
      }
    />
  )
}
