import { say } from '../say.ts'
import { outcome, type Step } from '../turn-context.ts'

/** A short dated answer published by a lead outranks the matcher until it expires. */
export const serveFlash: Step = (context) => {
  const flash = context.activity.kind === 'text' ? context.world.knowledge.flash(context.words) : null
  if (!flash) return null
  return outcome([
    { ...say(context, 'answer', { text: flash.text }), id: `flash.${flash.id}` },
    say(context, 'flash.source', { source: flash.source, date: flash.expiresOn }),
  ])
}
