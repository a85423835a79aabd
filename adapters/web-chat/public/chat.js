// The page works without this file. It adds: no reloading, answers as they come, position, and words kept when the network is lost.
// Read by old phones as it stands: nothing younger than 2017.

const log = document.getElementById('fil')
const form = document.getElementById('envoi')
const box = document.getElementById('ecrire')
const error = document.getElementById('erreur')
const state = document.getElementById('etat')
const others = document.getElementById('autres')
const position = document.getElementById('position')
// the words this file says are in the page
const words = document.body.dataset

let stream = null
let after = log.dataset.after
let stateText = state.textContent.trim()
let lostTimer = 0
let pressed = null

if (window.EventSource && window.fetch && window.URLSearchParams) begin()

function begin() {
  document.addEventListener('click', rememberPressed)
  document.addEventListener('submit', submit)
  box.addEventListener('keydown', sendOnEnter)
  if (navigator.geolocation && window.isSecureContext !== false) {
    position.hidden = false
    position.addEventListener('click', sendPosition)
  }
  if (log.dataset.live === 'oui') listen()
}

/** The browser comes back by itself after a cut, and says which line it had last. */
function listen() {
  if (stream && stream.readyState !== EventSource.CLOSED) return
  stream = new EventSource(`/chat/events?after=${encodeURIComponent(after)}`)
  stream.onopen = () => {
    clearTimeout(lostTimer)
    lostTimer = 0
    show(state, stateText)
  }
  stream.onmessage = (event) => {
    after = event.lastEventId || after
    addLines(event.data)
  }
  stream.addEventListener('state', (event) => changeState(event.data.trim()))
  stream.addEventListener('erased', (event) => {
    stream.close()
    after = ''
    log.textContent = ''
    changeState('')
    addLines(event.data)
  })
  // another conversation goes on here, or this one elsewhere: nothing of what was on the page stays
  stream.addEventListener('moved', () => {
    stream.close()
    after = ''
    log.textContent = ''
    listen()
  })
  stream.onerror = () => {
    if (!lostTimer) lostTimer = setTimeout(() => show(state, words.lost), 4000)
    // most cuts are mended by the browser; a refusal is not
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 5000)
  }
}

function changeState(text) {
  stateText = text
  show(state, text)
  others.hidden = text !== ''
}

function show(element, text) {
  if (element.textContent !== text) element.textContent = text
}

function addLines(html) {
  const holder = document.createElement('template')
  holder.innerHTML = html
  const wasAtEnd = window.innerHeight + window.scrollY > document.documentElement.scrollHeight - 400
  let said = null
  let first = null
  for (const welcome of log.querySelectorAll('.welcome')) welcome.remove()
  for (const line of holder.content.querySelectorAll('.line')) {
    if (log.querySelector(`[data-id="${line.dataset.id}"]`)) continue
    if (line.classList.contains('person')) {
      said = line
      closeChoices()
    }
    first = first || line
    log.appendChild(line)
  }
  if (said || (first && wasAtEnd)) showLatest(said || first)
}

/** The box in sight, unless what was just said, and what answers it, needs the whole screen. */
function showLatest(line) {
  const all = log.querySelectorAll('.person')
  const from = all.length > 0 ? all[all.length - 1] : line
  const top = from.getBoundingClientRect().top - 12
  const bottom = form.getBoundingClientRect().bottom + 12 - window.innerHeight
  window.scrollBy(0, Math.min(top, bottom))
}

/** Only the open question has buttons; the others stay readable. */
function closeChoices() {
  for (const choices of log.querySelectorAll('.choices')) {
    const list = document.createElement('ul')
    list.className = 'past'
    for (const button of choices.querySelectorAll('button')) {
      const item = document.createElement('li')
      item.textContent = button.value
      list.appendChild(item)
    }
    choices.replaceWith(list)
  }
}

/** Older phones do not say which button sent a form. */
function rememberPressed(event) {
  pressed = event.target.closest ? event.target.closest('button[name]') : null
}

async function submit(event) {
  const source = event.target
  if (source.method !== 'post') return
  event.preventDefault()
  const fields = new FormData(source)
  const submitter = event.submitter || pressed
  const name = submitter && source.contains(submitter) ? submitter.name : ''
  if (name) fields.append(name, submitter.value)
  if (source === form && box.value.trim() === '') {
    box.focus()
    return
  }
  const sent = await send(source, fields)
  if (sent && source === form) {
    box.value = ''
    box.focus()
  }
}

/** The same form tried again carries the same token: it is one message. A new token only once it has arrived. */
async function send(source, fields) {
  if (source.dataset.busy) return false
  source.dataset.busy = 'oui'
  const problem = await post(fields)
  delete source.dataset.busy
  show(error, problem)
  if (problem !== '') return false
  const token = source.querySelector('[name=jeton]')
  if (token) token.value = newToken()
  const place = form.querySelector('[name=lieu]')
  if (place) place.remove()
  // a page loaded again must not come from the poster again
  if (location.search) history.replaceState(null, '', '/')
  listen()
  return true
}

/** Empty when all is well, else what to tell the person. */
async function post(fields) {
  try {
    const answer = await fetch('/', {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams(fields),
      credentials: 'same-origin',
    })
    const said = await answer.json()
    return answer.ok ? '' : said.error
  } catch (_lost) {
    return words.offline
  }
}

function newToken() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** With a keyboard Enter sends; on a phone it starts a new line. */
function sendOnEnter(event) {
  const isPhone = window.matchMedia('(pointer: coarse)').matches
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || isPhone) return
  event.preventDefault()
  form.querySelector('button').click()
}

function sendPosition() {
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      // to a hundred metres: enough to find a place, not a door
      const [latitude, longitude] = [coords.latitude.toFixed(3), coords.longitude.toFixed(3)]
      send(position.parentElement, { jeton: newToken(), latitude, longitude })
    },
    () => show(error, words.positionRefused),
    { timeout: 15000, maximumAge: 600000 },
  )
}
