/** The first words, the robot's: nothing is asked of the house, nor kept, before the window is opened. */
export function createGreeting({ server, memory, lines, state, place, page }) {
  let isMet = false

  async function welcome() {
    if (isMet || memory.session()) return
    isMet = true
    state.wait()
    try {
      const met = await server.welcome(place)
      if (!memory.session()) lines.welcome(met.welcome)
    } catch {
      isMet = false
      lines.away(page)
    }
    state.found()
  }

  return {
    welcome,
    /** the conversation is over: the next one is met anew */
    again() {
      isMet = false
    },
  }
}
