import { closeChoices, drawLine } from './draw-lines.js'
import { make } from './elements.js'

/** What is read in the log; `press` sends the choice somebody makes. */
export function createLines(log, press) {
  const remove = (selector) => {
    for (const element of log.querySelectorAll(selector)) element.remove()
  }

  return {
    clear: () => remove('.line'),
    /** what was not there yet; `top` is where to look, `hadFocus` says a button that is gone now had it */
    add(lines) {
      let hadFocus = false
      let last = null
      remove('.welcome')
      const fresh = lines.filter(({ id }) => !log.querySelector(`[data-id="${id}"]`))
      for (const line of fresh) {
        if (line.author === 'person') hadFocus = closeChoices(log) || hadFocus
        last = drawLine(line, press)
        log.append(last)
      }
      const said = log.querySelectorAll('.person')
      return { top: last && (said[said.length - 1] || last), hadFocus, fresh }
    },
    /** the first line that is news, else the last; and the last one's id */
    latest(isNews) {
      const all = [...log.querySelectorAll('[data-id]')]
      const last = all[all.length - 1]
      return { line: all.find(({ dataset }) => isNews(dataset.id)) || last, lastId: last?.dataset.id }
    },
    welcome(texts) {
      remove('.welcome')
      for (const text of texts) log.append(welcomeLine(make('p', { class: 'words' }, text)))
    },
    /** nothing answers: the house's own page may, where no other site's rules apply */
    away(address) {
      remove('.welcome')
      const link = make('a', { href: address }, words.elsewhere)
      log.append(welcomeLine(make('p', {}, words.away), make('p', {}, link)))
    },
  }
}

const welcomeLine = (...said) =>
  make('div', { class: 'line bot welcome' }, make('p', { class: 'who' }, words.bot), ...said)
