import type { MenuItemConstructorOptions } from 'electron'
import type { MenuCommand } from '#shared/contract/channels.ts'
import type { ShellTexts } from './shell-texts.ts'

/**
 * The application's menu. What the page has to do goes to `command`; the rest are Electron's roles with our words.
 * Each item of ours has its command as id.
 */
export function menuTemplate(
  texts: ShellTexts['menu'],
  platform: NodeJS.Platform,
  command: (name: MenuCommand) => void,
  openDisplay: () => void,
): MenuItemConstructorOptions[] {
  const item = (id: MenuCommand, label: string, accelerator?: string): MenuItemConstructorOptions => ({
    id,
    label,
    click: () => command(id),
    ...(accelerator === undefined ? {} : { accelerator }),
  })
  // The page has these keys itself, and knows when they hold.
  const shown = (entry: MenuItemConstructorOptions) => ({ ...entry, registerAccelerator: false })
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const mac = platform === 'darwin'
  return [
    ...(mac
      ? [
          {
            label: texts.about,
            submenu: [
              { role: 'about', label: texts.about },
              separator,
              { role: 'hide', label: texts.hide },
              separator,
              { role: 'quit', label: texts.quit },
            ] satisfies MenuItemConstructorOptions[],
          },
        ]
      : []),
    {
      label: texts.file,
      submenu: [
        item('print', texts.print, 'CommandOrControl+P'),
        item('save-pdf', texts.savePdf, 'CommandOrControl+Shift+P'),
        separator,
        shown(item('settings', texts.settings, 'CommandOrControl+,')),
        ...(mac ? [] : [separator, { role: 'quit', label: texts.quit } satisfies MenuItemConstructorOptions]),
      ],
    },
    {
      label: texts.edit,
      submenu: [
        { role: 'undo', label: texts.undo },
        { role: 'redo', label: texts.redo },
        separator,
        { role: 'cut', label: texts.cut },
        { role: 'copy', label: texts.copy },
        { role: 'paste', label: texts.paste },
        { role: 'selectAll', label: texts.selectAll },
      ],
    },
    {
      label: texts.go,
      submenu: [
        item('day', texts.day),
        item('queue', texts.queue),
        item('schedule', texts.schedule),
        item('search', texts.search, 'CommandOrControl+F'),
        shown(item('palette', texts.palette, 'CommandOrControl+K')),
      ],
    },
    {
      label: texts.view,
      submenu: [
        { role: 'zoomIn', label: texts.zoomIn },
        { role: 'zoomOut', label: texts.zoomOut },
        { role: 'resetZoom', label: texts.resetZoom },
        separator,
        { role: 'togglefullscreen', label: texts.fullScreen },
        separator,
        { id: 'display', label: texts.display, click: openDisplay },
      ],
    },
    {
      label: texts.help,
      submenu: [
        item('help', texts.helpPages),
        item('shortcuts', texts.shortcuts),
        item('diagnostics', texts.diagnostics),
        ...(mac ? [] : [{ role: 'about', label: texts.about } satisfies MenuItemConstructorOptions]),
      ],
    },
  ]
}
