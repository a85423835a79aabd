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
