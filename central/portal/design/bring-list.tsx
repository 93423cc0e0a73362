import { FileText, House, Mailbox, Phone } from 'lucide-react'
import { useTexts } from '../app/texts.ts'

/** What everybody brings to the office, and the rule about not coming. */
export function BringList() {
  const { bring } = useTexts()
  const items = [
    { text: bring.certificate, icon: FileText },
    { text: bring.postalCode, icon: Mailbox },
    { text: bring.address, icon: House },
    { text: bring.phones, icon: Phone },
  ]
  return (
    <section aria-labelledby="bring" className="flex flex-col gap-3">
      <h2 id="bring" className="font-extrabold">
        {bring.title}
      </h2>
      <ul className="flex flex-col gap-2">
        {items.map(({ text, icon: Icon }) => (
          <li key={text} className="flex items-center gap-3">
            <Icon size={20} aria-hidden className="shrink-0 text-third" />
            {text}
          </li>
        ))}
      </ul>
      <p className="text-body text-second">
        {bring.inPerson} {bring.missed}
      </p>
    </section>
  )
}
