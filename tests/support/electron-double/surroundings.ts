import { setTimeout as delay } from 'node:timers/promises'
import { record } from './calls.ts'
import { lifecycle } from './lifecycle.ts'
import { settings } from './settings.ts'
import { ElectronDoubleError, onlyKnown, strict } from './strict.ts'

// What stands around the application: the user's answers to dialogs, the monitors, the theme.

export const dialog = strict('dialog', {
  async showMessageBox(...args: unknown[]): Promise<{ response: number; checkboxChecked: boolean }> {
    lifecycle.onlyAfterReady('dialog.showMessageBox')
    const options = args.at(-1) as Electron.MessageBoxOptions
    onlyKnown('dialog.showMessageBox', options, [
      ...['type', 'title', 'message', 'detail', 'buttons', 'defaultId', 'cancelId', 'noLink'],
    ])
    record('dialog.showMessageBox', options)
    while (settings().holdMessageBoxes && settings().messageBoxes.length === 0) await delay(20)
    const response = settings().messageBoxes.shift() ?? options.cancelId ?? 0
    if (response >= (options.buttons?.length ?? 1))
      throw new ElectronDoubleError(`the box has no button ${response}`)
    return { response, checkboxChecked: false }
  },
  async showSaveDialog(...args: unknown[]): Promise<{ canceled: boolean; filePath: string }> {
    lifecycle.onlyAfterReady('dialog.showSaveDialog')
    const options = args.at(-1) as Electron.SaveDialogOptions
    onlyKnown('dialog.showSaveDialog', options, ['title', 'defaultPath', 'filters'])
    record('dialog.showSaveDialog', options)
    const filePath = settings().saveDialogs.shift() ?? null
    return { canceled: filePath === null, filePath: filePath ?? '' }
  },
  showErrorBox(title: string, content: string): void {
    record('dialog.showErrorBox', title, content)
  },
}) as unknown as Electron.Dialog

type ShownDisplay = Pick<Electron.Display, 'id' | 'workArea' | 'bounds' | 'scaleFactor'>

const displays = (): ShownDisplay[] =>
  settings().displays.map(({ id, workArea }) =>
    strict('Display', { id, workArea: { ...workArea }, bounds: { ...workArea }, scaleFactor: 1 }),
  )

export const screen = strict('screen', {
  getAllDisplays(): ShownDisplay[] {
    lifecycle.onlyAfterReady('screen')
    return displays()
  },
  getPrimaryDisplay(): ShownDisplay {
    lifecycle.onlyAfterReady('screen')
    const [primary] = displays()
    if (primary === undefined) throw new ElectronDoubleError('the machine has no display')
    return primary
  },
}) as unknown as Electron.Screen

export const nativeTheme = strict('nativeTheme', {
  get shouldUseDarkColors(): boolean {
    return settings().dark
  },
}) as unknown as Electron.NativeTheme
