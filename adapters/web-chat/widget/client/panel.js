import { drawPanel } from './draw-panel.js'
import { showText } from './elements.js'

const FULL = '(max-width: 30em), (max-height: 30em)'
const REACHED = 'button, a[href], textarea, [tabindex="0"]'

const isTouched = () => window.matchMedia('(pointer: coarse)').matches

/** What is seen: a button that opens a window, in which one reads, writes and leaves with « Échap ». */
export function createPanel({ opened, closed, written, human }) {
  const { unread, launcher, close, title, log, state, error, box, send, person, form, panel, root } = drawPanel()
  const full = window.matchMedia(FULL)

  launcher.addEventListener('click', () => {
    open()
    focusBack()
  })
  close.addEventListener('click', shut)
  person.addEventListener('click', human)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (box.value.trim() === '') box.focus()
    else written(box.value)
  })
  // with a keyboard Enter sends; on a phone it starts a new line
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || isTouched()) return
    event.preventDefault()
    send.click()
  })
  panel.addEventListener('keydown', (event) => {
    if (event.isComposing) return
    if (event.key === 'Escape') shut()
    if (event.key === 'Tab' && full.matches) stayInside(event, panel)
  })

  function open() {
    panel.hidden = false
    launcher.hidden = true
    showText(unread, '')
    // over the whole screen, the page behind is out of reach: it is said, and the Tab key stays here
    if (full.matches) panel.setAttribute('aria-modal', 'true')
    else panel.removeAttribute('aria-modal')
    opened()
  }

  function shut() {
    panel.hidden = true
    launcher.hidden = false
    launcher.focus()
    closed()
  }

  /** On a phone the box would bring the keyboard up over what is to be read first. */
  function focusBack() {
    if (isTouched()) title.focus()
    else box.focus()
  }

  return {
    root,
    log,
    box,
    open,
    focusBack,
    isOpen: () => !panel.hidden,
    showState: (text) => showText(state, text),
    showError: (text) => showText(error, text),
    showUnread: () => showText(unread, words.unread),
    mayAskPerson: (may) => {
      person.hidden = !may
    },
    /** This line at the top, and what answers it under it. */
    showFrom(line) {
      const own = log.scrollHeight > log.clientHeight + 1
      const scroller = own ? log : panel
      // where the window itself scrolls, its head stays above
      const edge = own ? log.getBoundingClientRect().top : close.parentElement.getBoundingClientRect().bottom
      scroller.scrollTop += line.getBoundingClientRect().top - Math.max(edge, 0) - 8
    },
  }
}

/** From the last thing that can be reached to the first, and back. */
function stayInside(event, panel) {
  const all = [...panel.querySelectorAll(REACHED)].filter((element) => element.getClientRects().length > 0)
  const [first, last] = [all[0], all[all.length - 1]]
  const at = panel.getRootNode().activeElement
  const isAtEnd = event.shiftKey ? at === first || !all.includes(at) : at === last
  if (!isAtEnd) return
  event.preventDefault()
  const next = event.shiftKey ? last : first
  next.focus()
}
