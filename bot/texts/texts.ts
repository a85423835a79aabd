import ar from './ar.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import pt from './pt.json' with { type: 'json' }
import ro from './ro.json' with { type: 'json' }
import tr from './tr.json' with { type: 'json' }
import uk from './uk.json' with { type: 'json' }

/** One wording, or two when the same thing may have to be said twice in a row. */
type Texts = Record<string, string | string[]>

/** French has every text; the others the safety texts, what the assistant can do and the way to a person. */
const languages: Record<string, Texts> = { ar, en, es, fr, pt, ro, tr, uk }

/** The words of a reply. `variant` 1 is the second wording, or the only one. Throws for an id nobody wrote: that is a broken build. */
export function textOf(language: string, id: string, variant: number): string {
  const found = languages[language]?.[id] ?? (fr as Texts)[id]
  if (found === undefined) throw new Error(`No text for « ${id} »: add it to bot/texts/fr.json.`)
  if (typeof found === 'string') return found
  return found[Math.min(variant, found.length - 1)] ?? ''
}

/** Every id and wording of a language, for the content check. */
export function allTexts(language: string): [id: string, wording: string][] {
  return Object.entries(languages[language] ?? {})
    .filter(([id]) => !id.startsWith('_'))
    .flatMap(([id, text]) => [text].flat().map((wording): [string, string] => [id, wording]))
}

export const offeredLanguages = (): string[] => Object.keys(languages)
