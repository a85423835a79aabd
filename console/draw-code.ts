import qrcode from 'qrcode-generator'

export interface DrawnCode {
  /** modules a side, the white margin a reader needs included */
  size: number
  /** one SVG path of the dark modules */
  path: string
}

/** Four light modules around, as the norm wants. */
const MARGIN = 4

/** A QR code as a drawing: no picture to load, nothing the page's policy would refuse. `Q` on paper, which gets torn and stained. */
export function drawCode(text: string, repair: 'L' | 'Q' = 'L'): DrawnCode {
  const code = qrcode(0, repair)
  code.addData(text)
  code.make()
  const count = code.getModuleCount()
  let path = ''
  for (let row = 0; row < count; row++)
    for (let column = 0; column < count; column++)
      if (code.isDark(row, column)) path += `M${column + MARGIN} ${row + MARGIN}h1v1h-1z`
  return { size: count + 2 * MARGIN, path }
}
