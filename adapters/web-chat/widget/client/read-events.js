/** Server-sent events out of pieces of text cut anywhere. `EventSource` cannot show who asks, so the stream is read by hand. */
export function createEventReader(take) {
  let rest = ''
  return (piece) => {
    const blocks = (rest + piece).split('\n\n')
    rest = blocks.pop()
    for (const block of blocks) {
      const event = { id: '', event: 'message', data: null }
      for (const line of block.split('\n')) {
        const colon = line.indexOf(':')
        const name = line.slice(0, colon)
        const value = line.slice(colon + 1).replace(/^ /, '')
        if (name === 'data') event.data = event.data === null ? value : `${event.data}\n${value}`
        else if (name === 'id' || name === 'event') event[name] = value
      }
      // a heartbeat or a setting says nothing
      if (event.data !== null) take(event)
    }
  }
}
