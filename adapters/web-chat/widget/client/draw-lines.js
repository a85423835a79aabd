import { make } from './elements.js'

const safe = /^(?:https|tel|sms):/

/** One line of the conversation; its choices are buttons while the question is open, words after. */
export function drawLine(line, press) {
  const said = make('p', { class: 'words', dir: 'auto' }, ...line.pieces.map(drawPiece))
  const drawn = make(
    'div',
    { class: `line ${line.author}`, 'data-id': line.id },
    make('p', { class: 'who' }, `${words[line.author]} `, make('time', { datetime: line.iso }, line.time)),
    said,
  )
  if (line.choices.length > 0) drawn.append(line.isOpen ? drawChoices(line, press) : pastChoices(line.choices))
  return drawn
}

function drawPiece({ text, href }) {
  if (!href || !safe.test(href)) return text
  if (!href.startsWith('https:')) return make('a', { href }, text)
  const hint = make('span', { class: 'unseen' }, words.newTab)
  return make('a', { href, target: '_blank', rel: 'noopener noreferrer' }, text, hint)
}

function drawChoices({ choices, question }, press) {
  const holder = make('div', { class: 'choices' })
  for (const choice of choices) {
    const button = make(
      'button',
      { type: 'button', class: choice.number === '0' ? 'human' : 'choice' },
      make('span', { class: 'number' }, choice.number),
      ' ',
      make('span', { dir: 'auto' }, choice.label),
    )
    button.addEventListener('click', () => press({ question, choix: `${choice.number} ${choice.label}` }))
    holder.append(button)
  }
  holder.choices = choices
  return holder
}

const pastChoices = (choices) =>
  make(
    'ul',
    { class: 'past' },
    ...choices.map(({ number, label }) => make('li', { dir: 'auto' }, `${number} ${label}`)),
  )

/** Once the person has said something, the question before it is over. True when the focus was on one of its buttons. */
export function closeChoices(log) {
  let hadFocus = false
  for (const holder of log.querySelectorAll('.choices')) {
    hadFocus = hadFocus || holder.contains(log.getRootNode().activeElement)
    holder.replaceWith(pastChoices(holder.choices))
  }
  return hadFocus
}
