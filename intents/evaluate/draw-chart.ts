/** Points in percent, drawn as a line on a square from 0 to `highest`, with a dashed line to compare with. */
export interface Chart {
  readonly title: string
  readonly across: string
  readonly up: string
  readonly highest: number
  readonly points: readonly (readonly [number, number])[]
  readonly compare: readonly (readonly [number, number])[]
}

const SIDE = 300
const MARGIN = 50

/** A small self-contained SVG: it is committed beside the report and must read the same in ten years. */
export function drawChart({ title, across, up, highest, points, compare }: Chart): string {
  const x = (value: number): number => MARGIN + (value / 100) * SIDE
  const y = (value: number): number => MARGIN + SIDE - (Math.min(value, highest) / highest) * SIDE
  const line = (all: Chart['points']): string => all.map(([a, b]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`).join(' ')
  const ticks = [0, 25, 50, 75, 100].map((step) => {
    const up = (step / 100) * highest
    return [
      `<text x="${x(step)}" y="${MARGIN + SIDE + 16}" text-anchor="middle">${step}</text>`,
      `<text x="${MARGIN - 6}" y="${y(up) + 4}" text-anchor="end">${Number(up.toFixed(1))}</text>`,
      `<line x1="${MARGIN}" x2="${MARGIN + SIDE}" y1="${y(up)}" y2="${y(up)}" stroke="#ddd"/>`,
    ].join('')
  })
  const width = SIDE + 2 * MARGIN
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${width}" font-family="sans-serif" font-size="12" role="img" aria-label="${title}">
<rect width="${width}" height="${width}" fill="#fff"/>
<text x="${width / 2}" y="24" text-anchor="middle" font-size="14">${title}</text>
${ticks.join('\n')}
<polyline points="${line(compare)}" fill="none" stroke="#888" stroke-dasharray="4"/>
<polyline points="${line(points)}" fill="none" stroke="#005fcc" stroke-width="2"/>
${points.map(([a, b]) => `<circle cx="${x(a).toFixed(1)}" cy="${y(b).toFixed(1)}" r="3" fill="#005fcc"/>`).join('\n')}
<text x="${width / 2}" y="${width - 10}" text-anchor="middle">${across}</text>
<text x="14" y="${width / 2}" text-anchor="middle" transform="rotate(-90 14 ${width / 2})">${up}</text>
</svg>
`
}
