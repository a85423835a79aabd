// Shows what the house sends when somebody waits, and opens the queue when it is touched. It keeps nothing and reads nothing else.

self.addEventListener('push', (event) => {
  const message = event.data ? event.data.json() : {}
  const options = {
    body: message.text || '',
    tag: message.urgent ? 'danger' : 'attente',
    renotify: true,
    requireInteraction: Boolean(message.urgent),
    lang: 'fr',
    data: { link: message.link || '/console' },
  }
  event.waitUntil(self.registration.showNotification(message.title || 'Passerelle', options))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const link = new URL(event.notification.data.link, self.location.origin)
  // only our own pages, whatever the message says
  if (link.origin === self.location.origin) event.waitUntil(self.clients.openWindow(link.href))
})
