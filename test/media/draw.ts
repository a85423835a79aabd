import type { Browser } from 'playwright-core'
import documents from './identity-documents.json' with { type: 'json' }
import letters from './letters.json' with { type: 'json' }

export type Letter = (typeof letters)[number]
export { documents, letters }

/** How a picture was taken: `turn` in degrees, `blur` in points of the page, `side` the longest side once its platform made it smaller. */
export interface Taking {
  name: string
  turn: number
  blur: number
  side: number
  quality: number
  /** a shadow across the page, and the page seen from a little below */
  byHand: boolean
}

export const scanned: Taking = { name: 'flat, sharp', turn: 0, blur: 0, side: 2000, quality: 85, byHand: false }
/** Telegram makes pictures 1280 points long, WhatsApp 1600. */
export const byPhone: Taking = {
  name: 'by hand, 1280 points',
  turn: 2,
  blur: 0.5,
  side: 1280,
  quality: 70,
  byHand: true,
}
export const badly: Taking = {
  name: 'by hand, blurred, 1280 points',
  turn: 4,
  blur: 1.3,
  side: 1280,
  quality: 45,
  byHand: true,
}

const WIDTH = 800
const HEIGHT = 1130

export function drawLetter(browser: Browser, letter: Letter, taking: Taking): Promise<Buffer> {
  return draw(
    browser,
    `<p><b>${letter.from}</b><br>25 rue Inventée<br>87000 LIMOGES</p>
    <p style="margin-left:400px">Madame Louise SPECIMEN<br>12 rue des Essais<br>87300 BELLAC</p>
    <p>Limoges, le 3 novembre 2026<br>N° de dossier : 1234567</p>
    <p><b>Objet : ${letter.subject}</b></p><p>Madame,</p>${letter.body.map((part) => `<p>${part}</p>`).join('')}
    <p>Je vous prie d'agréer, Madame, l'expression de mes salutations distinguées.</p><p>Pour le directeur,<br>le service des usagers</p>`,
    taking,
    { width: WIDTH, height: HEIGHT, font: "18px/1.45 'DejaVu Serif',serif" },
  )
}

export function drawDocument(browser: Browser, document: (typeof documents)[number], taking: Taking): Promise<Buffer> {
  const machine = 'machine' in document ? (document.machine ?? []) : []
  const printed = document.lines.map((line) => `<div>${line}</div>`).join('')
  const read = machine.map((line) => `<div>${line.replaceAll('<', '&lt;')}</div>`).join('')
  return draw(
    browser,
    `${printed}<div style="font:22px/1.3 'DejaVu Sans Mono',monospace;margin-top:30px;white-space:pre">${read}</div>`,
    taking,
    { width: WIDTH, height: 520, font: "20px/1.6 'DejaVu Sans',sans-serif" },
  )
}

/** A screen as it is: sharp, flat. */
export function drawScreen(browser: Browser, lines: string[]): Promise<Buffer> {
  const size = { width: 420, height: 600, font: "20px/1.4 'DejaVu Sans',sans-serif" }
  return draw(browser, lines.map((line) => `<p>${line}</p>`).join(''), { ...scanned, side: 1280 }, size)
}

async function draw(
  browser: Browser,
  html: string,
  { turn, blur, side, quality, byHand }: Taking,
  { width, height, font }: { width: number; height: number; font: string },
): Promise<Buffer> {
  const frame = { width: width + 100, height: height + 100 }
  const scale = side / Math.max(frame.width, frame.height)
  const page = await browser.newPage({ viewport: frame, deviceScaleFactor: scale })
  try {
    const seen = byHand ? `perspective(2600px) rotateX(6deg) rotate(${turn}deg)` : `rotate(${turn}deg)`
    const shadow = byHand ? 'linear-gradient(115deg,rgba(0,0,0,.28),rgba(0,0,0,0) 55%)' : 'none'
    await page.setContent(`<body style="margin:0;background:#6b5f52"><div style="position:relative;margin:50px;width:${width}px;height:${height}px;
      box-sizing:border-box;padding:45px;background:#fbfaf6;color:#1c1c1c;font:${font};transform:${seen};filter:blur(${blur}px)">${html}
      <div style="position:absolute;inset:0;background:${shadow}"></div></div></body>`)
    return await page.screenshot({ type: 'jpeg', quality })
  } finally {
    await page.close()
  }
}
