const SOON_MS = 4_000

/** What the person waits for, in words; or, after a while without the line, that it is cut. */
export function createState(panel) {
  let text = ''
  let timer = 0

  function found() {
    clearTimeout(timer)
    timer = 0
    panel.showState(text)
  }

  return {
    found,
    wait: () => panel.showState(words.waiting),
    lost() {
      if (!timer) timer = setTimeout(() => panel.showState(words.lost), SOON_MS)
    },
    change(said) {
      text = said
      panel.mayAskPerson(said === '')
      found()
    },
  }
}
