import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface TownHall {
  /** on `localhost`: another site than 127.0.0.1, where the house is */
  url: string
  origin: string
  close(): Promise<void>
}

const style = `html { font-size: 62.5%; scroll-behavior: smooth }
body { margin: 0; font: 1.6rem/1.5 Georgia, serif; color: #222 }
header, main { max-width: 70rem; margin: 0 auto; padding: 2rem }
button, p, h2, a { color: #c00; letter-spacing: .3em; text-transform: uppercase }
main p { color: #222; letter-spacing: normal; text-transform: none }
main a { color: #0b4f5e; letter-spacing: normal; text-transform: none }
passerelle-aide { --passerelle-accent: #6a1b4d; --passerelle-mine: #f4e3ee }`

/**
 * The site of an invented town hall, as strict as one can be: no inline script or style, no markup made by scripts (Trusted Types), and
 * only the house's address allowed beside its own. Its own style tries to leak into the widget.
 */
export async function openTownHall(house: string, { place = '', styleFromHouse = false } = {}): Promise<TownHall> {
  const policy = [
    "default-src 'none'",
    `script-src ${house}`,
    `connect-src ${house}`,
    `style-src 'self'${styleFromHouse ? ` ${house}` : ''}`,
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    if (path === '/favicon.ico') return void response.writeHead(204).end()
    if (path === '/style.css') return void response.writeHead(200, { 'content-type': 'text/css' }).end(style)
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    })
    response.end(pageOf(path === '/agenda' ? 'Agenda' : 'Mairie de Chêneville', house, place))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  return {
    url: `${origin}/`,
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const pageOf = (title: string, house: string, place: string) => `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/style.css">
<script src="${house}/widget.js" data-lieu="${place}" defer></script>
</head>
<body>
<header><h1>${title}</h1></header>
<main>
<p>La mairie est ouverte du lundi au vendredi, de 9 h à 12 h et de 14 h à 17 h.</p>
<p><a href="/agenda">L’agenda de la commune</a></p>
<p>La bibliothèque prête trois livres pour trois semaines.</p>
</main>
</body>
</html>`
