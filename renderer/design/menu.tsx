import { Check } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  Header,
  type MenuItemProps,
  MenuTrigger,
  Popover,
  type PopoverProps,
  Separator,
} from 'react-aria-components'
import { Kbd } from './kbd.tsx'
import { floatingSurface } from './popover.tsx'

/** A menu beside its trigger (a react-aria button). Children are `MenuItem`, `MenuSection`, `MenuSeparator`. */
export function Menu({
  trigger,
  label,
  children,
  placement = 'bottom',
}: {
  trigger: ReactElement
  label: string
  children: ReactNode
  placement?: NonNullable<PopoverProps['placement']>
}) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover placement={placement} offset={6} className={`z-40 min-w-52 p-1 ${floatingSurface}`}>
        <AriaMenu aria-label={label} className="outline-none">
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

export function MenuItem({
  children,
  icon,
  shortcut,
  ...rest
}: Omit<MenuItemProps, 'children' | 'className'> & {
  children: ReactNode
  icon?: ReactNode
  shortcut?: string
}) {
  return (
    <AriaMenuItem
      {...rest}
      className="flex h-9 cursor-default items-center gap-2.5 rounded-m px-2.5 text-body text-ink outline-none data-disabled:text-third data-focused:bg-accent-soft"
    >
      {({ isSelected, selectionMode }) => (
        <>
          {selectionMode !== 'none' && (
            <span className="flex size-4 items-center text-accent">{isSelected && <Check size={16} />}</span>
          )}
          {icon && <span className="flex size-4 items-center text-second">{icon}</span>}
          <span className="flex-1">{children}</span>
          {shortcut && <Kbd keys={shortcut} />}
        </>
      )}
    </AriaMenuItem>
  )
}

/** A titled group; with `selectionMode` its items are radio or check items. */
export function MenuSection({
  title,
  children,
  ...rest
}: {
  title: string
  children: ReactNode
} & Pick<
  Parameters<typeof AriaMenuSection>[0],
  'selectionMode' | 'selectedKeys' | 'onSelectionChange' | 'disallowEmptySelection'
>) {
  return (
    <AriaMenuSection {...rest}>
      <Header className="px-2.5 pt-2 pb-1 text-label text-second">{title}</Header>
      {children}
    </AriaMenuSection>
  )
}

export function MenuSeparator() {
  return <Separator className="my-1 h-px bg-line" />
}
