import { type DemoCitizen, listDemoCitizens, listDemoMessages } from '../api/demo-api.ts'
import { useFormat } from '../app/format.ts'
import { Page } from '../app/page.tsx'
import { goTo } from '../app/route.ts'
import { fill, useTexts } from '../app/texts.ts'
import { Button } from '../design/button.tsx'
import { Code } from '../design/code.tsx'
import { Loading } from '../design/loading.tsx'
import { Trouble } from '../design/trouble.tsx'
import { fillDraft } from '../register/registration-store.ts'
import { useAsked } from './use-asked.ts'

/** What only a demonstration shows: whom one can be, and what their telephones would have been sent. */
export function DemoPage() {
  const { demo } = useTexts()
  return (
    <Page title={demo.title} lead={demo.lead}>
      <Outbox />
      <People />
    </Page>
  )
}

function Outbox() {
  const { demo } = useTexts()
  const { digits, instant } = useFormat()
  const { value, problem, reload } = useAsked(listDemoMessages)
  return (
    <section aria-labelledby="outbox" className="flex flex-col gap-3">
      <div className="flex items-center justify-between gap-4">
        <h2 id="outbox" className="font-extrabold">
          {demo.outbox}
        </h2>
        <Button onClick={reload}>{demo.refresh}</Button>
      </div>
      {problem && <Trouble problem={problem} />}
      {!value && !problem && <Loading />}
      {value?.messages.length === 0 && <p className="text-second">{demo.noMessages}</p>}
      <ul className="flex flex-col">
        {value?.messages.slice(0, 10).map(({ mobile, body, createdAt }) => (
          <li key={`${createdAt} ${mobile} ${body}`} className="flex flex-col border-t border-line py-2">
            <span className="flex flex-wrap justify-between gap-x-4 text-body text-second">
              <Code value={mobile} />
              {instant(createdAt)}
            </span>
            <span>{digits(body)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function People() {
  const { demo } = useTexts()
  const { value, problem, reload } = useAsked(listDemoCitizens)
  return (
    <section aria-labelledby="people" className="flex flex-col gap-3">
      <h2 id="people" className="font-extrabold">
        {demo.people}
      </h2>
      {problem && <Trouble problem={problem} onRetry={reload} />}
      {!value && !problem && <Loading />}
      <ul className="flex flex-col">
        {value?.people.map((person) => (
          <Person key={person.form.nationalCode} person={person} />
        ))}
      </ul>
    </section>
  )
}

function Person({ person: { form, birthDateTyped, reason } }: { person: DemoCitizen }) {
  const { demo, ineligible } = useTexts()
  const { date } = useFormat()
  const name = `${form.firstName} ${form.lastName}`
  const use = () => {
    fillDraft({ ...form, birthDate: birthDateTyped })
    goTo('register')
  }
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-line py-3">
      <div className="flex min-w-0 flex-1 basis-72 flex-col">
        <span className="font-semibold">{name}</span>
        <span className="text-body text-second">
          <Code value={form.nationalCode} /> · {fill(demo.born, { date: date(form.birthDate, 'long') })}
        </span>
        <span className={`text-body ${reason ? 'text-incomplete' : 'text-served'}`}>
          {reason ? fill(demo.notEligible, { why: ineligible[reason] }) : demo.eligible}
        </span>
      </div>
      <Button onClick={use} aria-label={`${demo.use}: ${name}`}>
        {demo.use}
      </Button>
    </li>
  )
}
