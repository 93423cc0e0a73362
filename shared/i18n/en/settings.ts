import type * as fa from '../fa/settings.ts'
import type { Messages } from '../messages.ts'

export const settings: Messages<typeof fa.settings> = {
  title: 'Settings',
  display: 'Display',
  needed: 'When something needs a person',
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
  attention: 'Notifications while the window is not in front',
  attentions: { off: 'Off', on: 'On' },
  permit: 'Let the browser notify…',
  notPermitted: 'For now only the window’s title tells.',
  permitted: 'The browser may notify.',
  denied:
    'The browser may not notify, so only the window’s title tells. Allow it in the browser’s own settings.',
  version: 'Version {{version}}',
}
