import { Copy } from 'lucide-react'
import { announce } from '../app/announce.tsx'
import { Page } from '../app/page.tsx'
import { goTo } from '../app/route.ts'
import { useTexts } from '../app/texts.ts'
import { BringList } from '../design/bring-list.tsx'
import { Button } from '../design/button.tsx'
import { Code } from '../design/code.tsx'
import { useCopy } from '../design/use-copy.ts'

/** The tracking code, and the way on to booking without signing in. */
export function Registered({ trackingCode }: { trackingCode: string }) {
  const { registered, shell } = useTexts()
  const { copied, copy } = useCopy(trackingCode, () => announce(shell.copied))
  return (
    <Page title={registered.title} lead={registered.sent}>
      <div className="flex flex-col items-center gap-3 rounded-l border border-line bg-surface px-4 py-6">
        <dl className="flex flex-col items-center gap-1">
          <dt className="font-semibold text-second">{registered.trackingCode}</dt>
          <dd className="text-[34px] leading-12 font-extrabold tracking-wider">
            <Code value={trackingCode} />
          </dd>
        </dl>
        <Button icon={<Copy size={18} aria-hidden />} onClick={copy}>
          {copied ? shell.copied : shell.copy}
        </Button>
        <p className="text-center text-second">{registered.keep}</p>
      </div>
      <Button variant="primary" onClick={() => goTo('booking')}>
        {registered.goOn}
      </Button>
      <BringList />
    </Page>
  )
}
