import type { Page } from 'playwright-core'
import { test } from 'vitest'
import { openBrowser, pageTest } from './browser.ts'

type Decode = (pixels: Uint8ClampedArray, width: number, height: number) => { data: string } | null

/** jsqr, written by others: what a phone's camera does with the picture. Null where it is not installed. */
const decoder: Decode | null = await loadDecoder()

async function loadDecoder(): Promise<Decode | null> {
  const name: string = 'jsqr'
  try {
    // CommonJS in a bundle: the function is two defaults deep, or one
    const found = (await import(name)) as { default: Decode | { default: Decode } }
    return typeof found.default === 'function' ? found.default : found.default.default
  } catch {
    return null
  }
}

if (!decoder && process.env.CI) throw new Error('jsqr is not installed: run « npm ci ».')

/** A test that reads codes back; skipped, with its reason in its name, without the reader. */
export const codeTest: typeof pageTest = decoder
  ? pageTest
  : (name) => test.skip(`${name} (no jsqr here: npm install --save-dev jsqr)`, () => {})

/** What the code on the screen says, or null when it cannot be read. */
export async function readCode(page: Page): Promise<string | null> {
  const picture = (await page.screenshot({ fullPage: true })).toString('base64')
  const blank = await (await openBrowser()).newPage()
  const { pixels, width, height } = (await blank.evaluate(`(async () => {
    const image = new Image()
    image.src = 'data:image/png;base64,${picture}'
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth
    canvas.height = image.naturalHeight
    const context = canvas.getContext('2d')
    context.drawImage(image, 0, 0)
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height)
    let text = ''
    for (let at = 0; at < data.length; at += 30000) text += String.fromCharCode(...data.subarray(at, at + 30000))
    return { pixels: btoa(text), width, height }
  })()`)) as { pixels: string; width: number; height: number }
  await blank.close()
  return decoder?.(new Uint8ClampedArray(Buffer.from(pixels, 'base64')), width, height)?.data ?? null
}
