// « Me prévenir sur cet appareil »: asks the browser, and sends what it gives with the form of the page.

const form = document.getElementById('appareil')
if (form && 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window) begin()

function begin() {
  form.hidden = false
  document.getElementById('appareil-non').hidden = true
  form.querySelector('button').addEventListener('click', subscribe)
}

async function subscribe() {
  const refused = document.getElementById('appareil-refus')
  refused.hidden = true
  try {
    if ((await Notification.requestPermission()) !== 'granted') throw new Error('refused')
    await navigator.serviceWorker.register('/console/public/alerts-worker.js')
    const registration = await whenActive(await navigator.serviceWorker.getRegistration('/console/public/'))
    const subscription = await registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: bytesOf(form.dataset.key),
    })
    form.querySelector('[name=appareil]').value = JSON.stringify(subscription)
    form.submit()
  } catch {
    refused.hidden = false
  }
}

/** Its scope is not this page, so that « ready » would wait for ever. */
function whenActive(registration) {
  const worker = registration.installing || registration.waiting
  if (registration.active || !worker) return registration
  return new Promise((resolve) => {
    worker.addEventListener('statechange', () => worker.state === 'activated' && resolve(registration))
  })
}

function bytesOf(base64url) {
  const plain = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
}
