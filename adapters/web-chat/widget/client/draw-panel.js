import { make } from './elements.js'

/** The parts of the widget, before anything moves. Nothing of it has a global id: it lives in a shadow tree. */
export function drawPanel() {
  const parts = {
    unread: make('span', { class: 'unread', role: 'status' }),
    launcher: make(
      'button',
      { type: 'button', class: 'launcher', 'aria-haspopup': 'dialog' },
      make('span', {}, words.open),
      make('span', { class: 'unseen' }, ` ${words.openWhat}`),
    ),
    close: make('button', { type: 'button', class: 'close' }, words.close),
    title: make('h2', { id: 'title', tabindex: '-1' }, words.title),
    log: make('div', { class: 'log', role: 'log', 'aria-label': words.log, 'aria-live': 'polite', tabindex: '0' }),
    state: make('p', { class: 'state', role: 'status' }),
    error: make('p', { class: 'error', id: 'error', role: 'alert' }),
    box: make('textarea', { id: 'box', rows: '2', dir: 'auto', autocomplete: 'off', 'aria-describedby': 'error' }),
    send: make('button', { type: 'submit', class: 'send' }, words.send),
    person: make('button', { type: 'button', class: 'second' }, words.human),
  }
  const { unread, launcher, close, title, log, state, error, box, send, person } = parts
  const form = make('form', {}, make('label', { for: 'box' }, words.label), error, box, send)
  const panel = make(
    'section',
    { class: 'panel', role: 'dialog', 'aria-labelledby': 'title', 'aria-describedby': 'about' },
    make('header', {}, make('div', {}, title, make('p', { id: 'about' }, words.about)), close),
    log,
    state,
    make('div', { class: 'write' }, form, person, make('p', { class: 'keep' }, words.keep)),
  )
  panel.hidden = true
  const corner = make('div', { class: 'corner' }, unread, launcher)
  return { ...parts, form, panel, root: make('div', { class: 'root', lang: 'fr', dir: 'ltr' }, corner, panel) }
}
