import { isAboutContact } from '../read-words.ts'
import { say } from '../say.ts'
import { outcome, type Step } from '../turn-context.ts'

/** A partner asks for « la chargée de mission »: the network's own contact, never a named person's number. */
export const tellContact: Step = (context) => {
  if (!isAboutContact(context.words)) return null
  const { contact } = context.world.network
  return outcome([contact ? say(context, 'network.contact', { contact }) : say(context, 'network.no-contact')])
}
