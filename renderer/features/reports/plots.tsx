import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Bar, BarChart, CartesianGrid, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { useFormat } from '../../app/format.ts'
import { decimal } from './report-words.ts'

/**
 * How a series is told apart: by its ground, not by its colour alone. Solid, hatched and outlined stay three different
 * things in black and white too.
 */
type Ground = 'solid' | 'hatched' | 'outlined'
export type Series = { key: string; name: string; colour: string; ground: Ground }
export type PlotRow = { label: string } & Record<string, number | string | null>

/** Sizes of the type scale, which follow the person's text size; an SVG text takes no class of ours. */
const label = '0.6875rem'
const small = '0.75rem'
const axisText = { fill: 'var(--second)', fontSize: label, stroke: 'none' }

/** Bars over a row of labels, from the side on which reading begins; each bar carries its figure. */
export function ColumnPlot({
  rows,
  series,
  stacked = false,
  height = 220,
}: {
  rows: readonly PlotRow[]
  series: readonly Series[]
  stacked?: boolean
  height?: number
}) {
  const format = useFormat()
  const id = useId()
  const rtl = format.language === 'fa'
  // A reversed axis turns the groups round, not the bars within one.
  const inOrder = rtl && !stacked ? series.toReversed() : series
  return (
    <Frame series={series} id={id}>
      <ResponsiveContainer width="100%" height={height}>
        <BarChart
          data={[...rows]}
          margin={{ top: 18, right: 4, bottom: 0, left: 4 }}
          accessibilityLayer={false}
          barCategoryGap={stacked ? '18%' : '22%'}
          barGap={2}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="label"
            reversed={rtl}
            tick={axisText}
            tickLine={false}
            axisLine={{ stroke: 'var(--strong-line)' }}
            interval="equidistantPreserveStart"
            height={24}
          />
          <YAxis
            orientation={rtl ? 'right' : 'left'}
            tick={axisText}
            tickLine={false}
            axisLine={false}
            tickFormatter={(value: number) => decimal(format, value)}
            allowDecimals={false}
            width={44}
          />
          {inOrder.map((one) => (
            <Bar
              key={one.key}
              dataKey={one.key}
              {...(stacked ? { stackId: 'all' } : {})}
              {...fillOf(one, id)}
              maxBarSize={40}
              isAnimationActive={false}
            >
              <LabelList
                dataKey={one.key}
                position={stacked && one.ground === 'solid' ? 'insideTop' : 'top'}
                fontSize={label}
                stroke="none"
                fill={stacked && one.ground === 'solid' ? 'var(--on-accent)' : 'var(--ink)'}
                formatter={(value) => figure(format, value)}
              />
            </Bar>
          ))}
        </BarChart>
      </ResponsiveContainer>
    </Frame>
  )
}

/** Bars beside their names, which may be long. */
export function RowPlot({ rows, series }: { rows: readonly PlotRow[]; series: Series }) {
  const format = useFormat()
  const id = useId()
  const rtl = format.language === 'fa'
  return (
    <Frame series={[series]} id={id} legend={false}>
      <ResponsiveContainer width="100%" height={rows.length * 34 + 8}>
        <BarChart
          data={[...rows]}
          layout="vertical"
          margin={{ top: 4, right: rtl ? 0 : 40, bottom: 0, left: rtl ? 40 : 0 }}
          accessibilityLayer={false}
        >
          <XAxis type="number" reversed={rtl} hide domain={[0, 'dataMax']} />
          <YAxis
            type="category"
            dataKey="label"
            orientation={rtl ? 'right' : 'left'}
            tick={{ ...axisText, fill: 'var(--ink)', fontSize: small }}
            tickLine={false}
            axisLine={{ stroke: 'var(--strong-line)' }}
            width={170}
          />
          <Bar dataKey={series.key} {...fillOf(series, id)} barSize={16} isAnimationActive={false}>
            <LabelList
              dataKey={series.key}
              // Where the bar ends: on a reversed axis that is on the left.
              position="right"
              fontSize={small}
              stroke="none"
              fill="var(--ink)"
              formatter={(value) => figure(format, value)}
            />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </Frame>
  )
}

/** Nothing is said about nothing: a zero has no bar and no figure. */
const figure = (format: ReturnType<typeof useFormat>, value: unknown): string =>
  typeof value === 'number' && value !== 0 ? decimal(format, value) : ''

const patternOf = (id: string, { key }: Series) => `${id}-${key}`

function fillOf(series: Series, id: string) {
  const { colour, ground } = series
  if (ground === 'solid') return { fill: colour }
  if (ground === 'hatched') return { fill: `url(#${patternOf(id, series)})`, stroke: colour, strokeWidth: 1 }
  return { fill: 'var(--surface)', stroke: colour, strokeWidth: 1.5 }
}

/**
 * The plot is for the eyes: whoever reads by ear has the table. It runs left to right within itself, or its axes would
 * put their words on the other side of where they belong.
 */
function Frame({
  series,
  id,
  legend = true,
  children,
}: {
  series: readonly Series[]
  id: string
  legend?: boolean
  children: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <div aria-hidden data-plot={series.map(({ key }) => key).join(' ')}>
      {legend && series.length > 1 && (
        <ul className="flex flex-wrap gap-x-5 gap-y-1 pb-1 text-small text-second">
          {series.map((one) => (
            <li key={one.key} className="flex items-center gap-2">
              <svg width="14" height="12" role="presentation">
                <title>{t('reports.views.plot')}</title>
                <rect x="1" y="1" width="12" height="10" {...fillOf(one, id)} />
              </svg>
              {one.name}
            </li>
          ))}
        </ul>
      )}
      <svg width="0" height="0" className="absolute" role="presentation">
        <title>{t('reports.views.plot')}</title>
        <defs>
          {series
            .filter(({ ground }) => ground === 'hatched')
            .map((one) => (
              <pattern
                key={one.key}
                id={patternOf(id, one)}
                width="5"
                height="5"
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <rect width="5" height="5" fill="var(--surface)" />
                <rect width="2.5" height="5" fill={one.colour} />
              </pattern>
            ))}
        </defs>
      </svg>
      <div dir="ltr">{children}</div>
    </div>
  )
}
