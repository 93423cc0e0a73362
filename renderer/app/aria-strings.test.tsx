import { parseDate } from '@internationalized/date'
import { act, render, screen } from '@testing-library/react'
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  Dialog,
  DialogTrigger,
  Heading,
  I18nProvider,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  NumberField,
  Popover,
  SearchField,
  Select,
  SelectValue,
  Tag,
  TagGroup,
  TagList,
} from 'react-aria-components'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { catalogues } from '#shared/i18n/catalogues.ts'
import { setPreferences } from '../stores/preferences.ts'
import { installAriaStrings } from './aria-strings.ts'
import { startI18n } from './i18n.ts'

beforeAll(() => {
  installAriaStrings()
  startI18n('fa')
})
afterEach(() => act(() => setPreferences({ language: 'fa' })))

function Everything({ locale }: { locale: string }) {
  return (
    <I18nProvider locale={locale}>
      <Calendar aria-label="۱" value={parseDate('2026-11-22')}>
        <Button slot="previous">۱</Button>
        <Button slot="next">۲</Button>
        <Heading />
        <CalendarGrid>{(date) => <CalendarCell date={date} />}</CalendarGrid>
      </Calendar>
      <Select aria-label="۲">
        <Button>
          <SelectValue />
        </Button>
        <Popover>
          <ListBox>
            <ListBoxItem>۱</ListBoxItem>
          </ListBox>
        </Popover>
      </Select>
      <NumberField aria-label="۳">
        <Label>۳</Label>
        <Button slot="decrement">-</Button>
        <Input />
        <Button slot="increment">+</Button>
      </NumberField>
      <SearchField aria-label="۴" defaultValue="۱">
        <Input />
        <Button>×</Button>
      </SearchField>
      <TagGroup aria-label="۵" onRemove={() => undefined}>
        <TagList>
          <Tag id="1" textValue="۱">
            ۱ <Button slot="remove">×</Button>
          </Tag>
        </TagList>
      </TagGroup>
      <DialogTrigger isOpen>
        <Button>۶</Button>
        <Popover>
          <Dialog aria-label="۶">۶</Dialog>
        </Popover>
      </DialogTrigger>
    </I18nProvider>
  )
}

/** Everything that is read out: names, descriptions, texts. */
function readOut(): string[] {
  const spoken = ['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'placeholder']
  return [...document.body.querySelectorAll('*')].flatMap((element) => [
    ...spoken.flatMap((name) => element.getAttribute(name) ?? []),
    ...[...element.childNodes].flatMap((node) =>
      node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : [],
    ),
  ])
}

describe('what React Aria says by itself', () => {
  it('is Persian in Persian: no English word is read out', () => {
    render(<Everything locale="fa-IR" />)
    const texts = readOut()
    expect(texts.join(' ')).toContain(catalogues.fa.aria['@react-aria/numberfield'].increase.split(' ')[0])
    expect(texts.filter((text) => /[A-Za-z]/.test(text))).toEqual([])
  })

  it('is English in English, switched without a restart', () => {
    const { rerender } = render(<Everything locale="fa-IR" />)
    act(() => setPreferences({ language: 'en' }))
    rerender(<Everything locale="en-GB-u-ca-persian" />)
    expect(screen.getAllByText('Select an item').length).toBeGreaterThan(0)
    expect(readOut().filter((text) => /\p{Script=Arabic}/u.test(text.replace(/[۰-۹]/gu, '')))).toEqual([])
  })
})
