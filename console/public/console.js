// Every page works without this file. It adds: the queue and the conversation as they change, and less typing.
// Read by old phones as it stands: nothing younger than 2017.

const queue = document.getElementById('vivant')
const announcement = document.getElementById('annonce')

if (window.EventSource && queue) listenToQueue()

/** The queue is drawn by the server; the button that had the focus keeps it. */
function listenToQueue() {
  let said = textToAnnounce()
  const stream = new EventSource(queue.dataset.events)
  stream.addEventListener('queue', (event) => {
    const focused = queue.contains(document.activeElement) ? document.activeElement.id : ''
    queue.innerHTML = event.data
    const again = focused && document.getElementById(focused)
    if (again) again.focus()
    if (textToAnnounce() !== said) {
      said = textToAnnounce()
      announcement.textContent = said
    }
  })
  // logged out meanwhile: a refusal is final, so the page is asked for again
  stream.onerror = () => {
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 5000)
  }
}

function textToAnnounce() {
  const holder = queue.querySelector('[data-announce]')
  return holder ? holder.dataset.announce : ''
}

const log = document.getElementById('fil')
const write = document.getElementById('bas')
const box = document.getElementById('ecrire')

if (window.EventSource && window.fetch && log) listenToConversation()
if (box) {
  box.addEventListener('keydown', sendOnEnter)
  offerSuggestion()
}

function listenToConversation() {
  const held = document.getElementById('tenue')
  const stream = new EventSource(`${log.dataset.events}?after=${encodeURIComponent(log.dataset.after)}`)
  stream.onmessage = (event) => {
    const holder = document.createElement('template')
    holder.innerHTML = event.data
    for (const line of holder.content.querySelectorAll('.line'))
      if (!log.querySelector(`[data-id="${line.dataset.id}"]`)) log.appendChild(line)
    log.scrollTop = log.scrollHeight
    markSeen()
  }
  // taken, given back or cancelled meanwhile: what is being typed is not thrown away
  stream.addEventListener('held', (event) => {
    held.textContent = event.data
    if (!box || box.value.trim() === '') location.reload()
  })
  // the person wrote: there is more time to answer
  stream.addEventListener('window', (event) => {
    const limit = document.getElementById('delai')
    if (!limit) return
    limit.textContent = event.data
    limit.className = 'soft'
  })
  stream.onerror = () => {
    if (stream.readyState === EventSource.CLOSED && (!box || box.value.trim() === ''))
      setTimeout(() => location.reload(), 5000)
  }
  document.addEventListener('visibilitychange', markSeen)
  log.scrollTop = log.scrollHeight
}

/** Read means under somebody's eyes, not in a forgotten tab. */
function markSeen() {
  if (!write || document.visibilityState !== 'visible') return
  const body = new URLSearchParams({ csrf: write.querySelector('[name=csrf]').value })
  fetch(log.dataset.events.replace(/events$/, 'vu'), { method: 'POST', body, credentials: 'same-origin' }).catch(
    () => {},
  )
}

/** With a keyboard Enter sends and Shift+Enter starts a new line; on a phone Enter starts a new line. */
function sendOnEnter(event) {
  const isPhone = window.matchMedia('(pointer: coarse)').matches
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || isPhone) return
  event.preventDefault()
  write.querySelector('button').click()
}

function offerSuggestion() {
  const button = document.getElementById('copier')
  if (!button) return
  button.hidden = false
  button.addEventListener('click', () => {
    const text = document.getElementById('reponse').textContent.trim()
    box.value = box.value.trim() === '' ? text : `${box.value.trim()}\n${text}`
    box.focus()
  })
}
