import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState } from 'react'
import { createRoot } from 'react-dom/client'

/**
 * The least that can filter a long list while one types: an input, a scan with `includes`, and the same virtualised list
 * as the product's with rows of the same height, each one line of text. No product.
 */

type BareRow = { id: string; searchKey: string; text: string }

function BareList({ rows, rowHeight }: { rows: readonly BareRow[]; rowHeight: number }) {
  const [query, setQuery] = useState('')
  const scroller = useRef<HTMLDivElement>(null)
  const found = rows.filter((row) => row.searchKey.includes(query))
  const virtualizer = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
  })
  return (
    <>
      <input type="search" value={query} onChange={(event) => setQuery(event.target.value)} />
      <div ref={scroller} style={{ height: 640, overflow: 'auto' }}>
        <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {virtualizer.getVirtualItems().map(({ index, start, size }) => {
            const row = found[index]
            return (
              row && (
                <div
                  key={row.id}
                  style={{
                    position: 'absolute',
                    insetInline: 0,
                    height: size,
                    transform: `translateY(${start}px)`,
                  }}
                >
                  {row.text}
                </div>
              )
            )
          })}
        </div>
      </div>
    </>
  )
}

const { rows, rowHeight } = (await (await fetch('./rows.json')).json()) as {
  rows: BareRow[]
  rowHeight: number
}
const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')
createRoot(root).render(<BareList rows={rows} rowHeight={rowHeight} />)
