import { isGreeting } from '../read-words.ts'
import { say } from '../say.ts'
import { outcome, type Step } from '../turn-context.ts'

/** « Bonjour » alone is a greeting, whatever a matcher may think of it; an open question stays open. */
export const greet: Step = (context) => (isGreeting(context.words) ? outcome([say(context, 'welcome.ask')]) : null)
