import type * as fa from '../fa/settings.ts'
import type { Messages } from '../messages.ts'

export const settings: Messages<typeof fa.settings> = {
  title: 'Settings',
  display: 'Display',
  paper: 'Printing',
  office: 'This office',
  language: 'Language',
  languageName: { fa: 'فارسی', en: 'English' },
  textSize: 'Text size',
  percent: '{{value}}%',
  theme: 'Appearance',
  themes: { light: 'Light', dark: 'Dark', system: 'As the system' },
  contrast: 'Contrast',
  contrasts: { system: 'As the system', more: 'High' },
  density: 'Density of the list',
  densities: { regular: 'Regular', compact: 'Compact' },
  sound: 'Sound when something needs a person',
  sounds: { off: 'Off', on: 'On' },
  version: 'Version {{version}}',
}
