import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState } from 'react'
import { createRoot } from 'react-dom/client'

/**
 * The least that can filter a long list while one types: an input, a scan with `includes`, and the same virtualised list
 * as the product's with rows of the same height, each one line of text. No product.
 */

type BareRow = { id: string; searchKey: string; text: string }

type Place = { rowHeight: number; overscan: number; height: number }

function BareList({ rows, place }: { rows: readonly BareRow[]; place: Place }) {
  const [query, setQuery] = useState('')
  const scroller = useRef<HTMLDivElement>(null)
  const found = rows.filter((row) => row.searchKey.includes(query))
  const virtualizer = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => place.rowHeight,
    overscan: place.overscan,
  })
  return (
    <>
      <input type="search" value={query} onChange={(event) => setQuery(event.target.value)} />
      <div ref={scroller} style={{ height: place.height, overflow: 'auto' }}>
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

const { rows, place } = (await (await fetch('./rows.json')).json()) as { rows: BareRow[]; place: Place }
const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')
createRoot(root).render(<BareList rows={rows} place={place} />)
