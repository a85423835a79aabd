import { fold } from '../fold.ts'
import { say } from '../say.ts'
import type { Territory } from '../territory.ts'
import themes from '../texts/themes.json' with { type: 'json' }
import { andThen, type Outcome, outcome, type Step, type TurnContext } from '../turn-context.ts'

/** « /orienter 87400 papiers séniors »: a card to forward to somebody else. No name is asked for, none is kept. */
export const prescribe: Step = (context) => {
  const asked = /^\/orienter\b(.*)$/is.exec(context.text.trim())
  if (!asked) return null
  const about = (asked[1] ?? '').trim()
  const found = context.world.geography.find(about, true)
  if (found.kind !== 'found') return outcome([say(context, 'prescriber.how')])
  return card(context, found.territory, themeOf(about))
}

function card(context: TurnContext, territory: Territory, theme: Theme | null): Outcome {
  const place = context.world.geography.near(territory)[0]
  if (!place) return outcome([say(context, 'places.none', { commune: territory.commune })])
  const values = {
    name: place.name,
    address: place.address,
    hours: place.hours,
    date: place.dataDate,
    phone: place.phone ?? '—',
    cost: place.phoneCost ?? '',
  }
  const shown = outcome([
    say(context, 'prescriber.card', { ...values, theme: theme?.label ?? say(context, 'prescriber.any-theme').text }),
    say(context, 'prescriber.bring'),
  ])
  return andThen(shown, outcome([], {}, [{ kind: 'record-orientation', theme: theme?.id ?? 'non_precise', territory }]))
}

type Theme = (typeof themes)[number]

/** The field's own list of themes, found by the words agents use for them. */
function themeOf(about: string): Theme | null {
  const words = new Set(fold(about).split(' '))
  return themes.find((theme) => theme.words.some((word) => words.has(word))) ?? null
}
