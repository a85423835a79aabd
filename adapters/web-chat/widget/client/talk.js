import { createGreeting } from './greeting.js'
import { newSecret } from './keep-session.js'
import { createLines } from './show-lines.js'
import { createState } from './show-state.js'

/** longer than it takes to draw what was said before */
const RESTORED_MS = 500

/** One conversation: what is sent, what comes, and what is said of the line between. */
export function createTalk({ server, memory, panel, place, page }) {
  const { log, box } = panel
  const lines = createLines(log, send)
  const state = createState(panel)
  const greeting = createGreeting({ server, memory, lines, state, place, page })
  let stream = null
  let isSending = false
  let token = newSecret(16)
  /** a place is met once, with the first words of a conversation */
  let from = ''

  /** What is tried again carries the same token: it is one message. A new token only once it has arrived. */
  async function send(fields) {
    if (isSending) return
    isSending = true
    if (!memory.session()) from = place
    const problem = await server.send(memory.begin(), { ...fields, ...(from && { lieu: from }), jeton: token })
    isSending = false
    panel.showError(problem)
    if (problem !== '') return
    token = newSecret(16)
    from = ''
    if (box.value === fields.texte) box.value = ''
    if (!stream) listen()
  }

  function listen() {
    stream = server.listen(memory.session(), { take, lost: state.lost, found: state.found, none: beginAnew })
  }

  function take({ event, data }) {
    if (event === 'message') add(JSON.parse(data))
    if (event === 'state') state.change(data)
    if (event === 'erased') {
      forget()
      if (data) add(JSON.parse(data))
    }
    // another conversation goes on here now: nothing of what was shown stays
    if (event === 'moved') {
      stream.stop()
      lines.clear()
      listen()
    }
  }

  function add(received) {
    const { top, hadFocus, fresh } = lines.add(received)
    if (!top) return
    if (hadFocus) panel.focusBack()
    if (panel.isOpen()) show(top, fresh[fresh.length - 1].id)
    else if (fresh.some(({ id, author }) => author !== 'person' && memory.isNews(id))) panel.showUnread()
    setTimeout(() => log.setAttribute('aria-live', 'polite'), RESTORED_MS)
  }

  function show(line, lastId) {
    panel.showFrom(line)
    memory.see(lastId)
  }

  /** The window was opened: on what came while it was closed, or on the last words. */
  function look() {
    greeting.welcome()
    const { line, lastId } = lines.latest(memory.isNews)
    if (line) show(line, lastId)
  }

  function forget() {
    if (stream) stream.stop()
    stream = null
    memory.forget()
    lines.clear()
    state.change('')
    greeting.again()
  }

  /** the secret of another day, or of a conversation that is over: nobody answers to it */
  function beginAnew() {
    forget()
    if (panel.isOpen()) greeting.welcome()
  }

  return { look, send, listen }
}
