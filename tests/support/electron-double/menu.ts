import { lifecycle } from './lifecycle.ts'
import { ElectronDoubleError, onlyKnown, strict } from './strict.ts'

const roles = new Set([
  ...['about', 'quit', 'hide', 'undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'],
  ...['zoomIn', 'zoomOut', 'resetZoom', 'togglefullscreen'],
])
const modifiers = new Set(['CommandOrControl', 'Command', 'Control', 'Alt', 'Shift'])

/** A menu as the user sees it. */
export type MenuEntry = {
  id?: string
  label: string
  role?: string
  accelerator?: string
  items: MenuEntry[]
}

type Item = { entry: MenuEntry; click: (() => void) | null; items: Item[] }

class MenuDouble {
  readonly items: Item[]
  constructor(items: Item[]) {
    this.items = items
  }
}

let current: MenuDouble | null = null

function build(template: readonly Electron.MenuItemConstructorOptions[]): Item[] {
  return template.map((options) => {
    onlyKnown('MenuItem', options, [
      'id',
      'label',
      'role',
      'accelerator',
      'type',
      'submenu',
      'click',
      'registerAccelerator',
    ])
    if (options.type === 'separator') return { entry: { label: '—', items: [] }, click: null, items: [] }
    if (options.role !== undefined && !roles.has(options.role))
      throw new ElectronDoubleError(`the menu role ${options.role} is not implemented`)
    if (options.label === undefined && options.role === undefined)
      throw new TypeError('a menu item needs a label or a role')
    if (options.accelerator !== undefined) checkAccelerator(options.accelerator)
    const items = Array.isArray(options.submenu) ? build(options.submenu) : []
    const { id, role, accelerator, click } = options
    return {
      entry: {
        label: options.label ?? '',
        items: items.map(({ entry }) => entry),
        ...(id === undefined ? {} : { id }),
        ...(role === undefined ? {} : { role }),
        ...(accelerator === undefined ? {} : { accelerator }),
      },
      click: click === undefined ? null : () => click({} as never, undefined, {} as never),
      items,
    }
  })
}

function checkAccelerator(accelerator: string): void {
  const keys = accelerator.split('+')
  const key = keys.pop() ?? ''
  if (!keys.every((name) => modifiers.has(name)) || !/^([A-Z0-9,]|F\d{1,2}|Plus|Escape)$/.test(key))
    throw new ElectronDoubleError(`the accelerator ${accelerator} is not implemented`)
}

export const Menu = strict('Menu', {
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => new MenuDouble(build(template)),
  setApplicationMenu(menu: MenuDouble | null): void {
    lifecycle.onlyAfterReady('Menu.setApplicationMenu')
    current = menu
  },
}) as unknown as typeof Electron.Menu

/** The application's menu, for the control channel. */
export const menuEntries = (): MenuEntry[] => current?.items.map(({ entry }) => entry) ?? []

/** As if the user had chosen the item. */
export function clickMenu(id: string): void {
  const find = (items: readonly Item[]): Item | undefined =>
    items.map((item) => (item.entry.id === id ? item : find(item.items))).find((item) => item !== undefined)
  const item = find(current?.items ?? [])
  if (item?.click === undefined || item.click === null) throw new ElectronDoubleError(`no menu item ${id}`)
  item.click()
}
