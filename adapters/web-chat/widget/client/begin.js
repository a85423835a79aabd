import { createServer } from './ask-server.js'
import { make } from './elements.js'
import { keepSession } from './keep-session.js'
import { createPanel } from './panel.js'
import { createTalk } from './talk.js'

const tag = document.currentScript

// a browser without these keeps the page as it was
if (tag && window.fetch && window.AbortController && Element.prototype.attachShadow) {
  if (document.body) begin()
  else document.addEventListener('DOMContentLoaded', begin)
}

function begin() {
  // the same tag twice on a page is one widget
  if (document.querySelector('passerelle-aide')) return
  const base = new URL(tag.src).origin
  const place = tag.dataset.lieu || ''
  const memory = keepSession()
  const panel = createPanel({
    opened() {
      memory.setOpen(true)
      talk.look()
    },
    closed: () => memory.setOpen(false),
    written: (texte) => talk.send({ texte }),
    human: () => talk.send({ choix: `0 ${words.human}` }),
  })
  const page = place === '' ? `${base}/` : `${base}/?lieu=${encodeURIComponent(place)}`
  const talk = createTalk({ server: createServer(base), memory, panel, place, page })

  const host = make('passerelle-aide')
  const root = host.attachShadow({ mode: 'open' })
  addStyle(root, base)
  root.append(panel.root)
  document.body.append(host)
  if (memory.session()) {
    // what was said before is there to be read again, not read out again
    panel.log.setAttribute('aria-live', 'off')
    talk.listen()
    if (memory.isOpen()) panel.open()
  }
}

/** A strict page forbids style elements; sheets made by a script it allows are let through. Older browsers load ours by its address. */
function addStyle(root, base) {
  try {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(style)
    root.adoptedStyleSheets = [sheet]
  } catch {
    root.append(make('link', { rel: 'stylesheet', href: `${base}/widget.css` }))
  }
}
