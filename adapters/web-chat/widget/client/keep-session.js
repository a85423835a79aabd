const KEY = 'passerelle-aide'

/**
 * The secret of the conversation, in this tab alone (sessionStorage of the page's own site, no cookie), and only once something was
 * said: until then nothing is kept. Where storage is closed it lives as long as the page.
 */
export function keepSession() {
  let kept = read()

  function read() {
    try {
      const found = JSON.parse(sessionStorage.getItem(KEY) || '{}')
      return /^[\w-]{43}$/.test(found.session) ? found : {}
    } catch {
      return {}
    }
  }

  function write() {
    try {
      if (kept.session) sessionStorage.setItem(KEY, JSON.stringify(kept))
      else sessionStorage.removeItem(KEY)
    } catch {
      // closed by the browser: memory is all there is
    }
  }

  return {
    session: () => kept.session || '',
    begin() {
      if (!kept.session) kept.session = newSecret(32)
      write()
      return kept.session
    },
    forget() {
      kept = { open: kept.open }
      write()
    },
    /** is this line younger than what was on the screen? */
    isNews: (id) => id > (kept.seen || ''),
    see(id) {
      if (kept.session) kept.seen = id
      write()
    },
    isOpen: () => Boolean(kept.open),
    setOpen(open) {
      kept.open = open
      write()
    },
  }
}

/** That many bytes of chance, as letters an address or a header may hold. */
export function newSecret(bytes) {
  const chance = crypto.getRandomValues(new Uint8Array(bytes))
  return btoa(String.fromCharCode(...chance))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '')
}
