import fr from './fr.json' with { type: 'json' }

/** One wording, or two when the same thing may have to be said twice in a row. */
type Texts = Record<string, string | string[]>

const languages: Record<string, Texts> = { fr }

/** Adds the texts of another language offered; what it does not say is said in French. */
export function addLanguage(language: string, texts: Texts): void {
  languages[language] = texts
}

/** The words of a reply. `variant` 1 is the second wording, or the only one. Throws for an id nobody wrote: that is a broken build. */
export function textOf(language: string, id: string, variant: number): string {
  const found = languages[language]?.[id] ?? (fr as Texts)[id]
  if (found === undefined) throw new Error(`No text for « ${id} »: add it to bot/texts/fr.json.`)
  if (typeof found === 'string') return found
  return found[Math.min(variant, found.length - 1)] ?? ''
}

/** Every id and wording of a language, for the content check. */
export function allTexts(language: string): [id: string, wording: string][] {
  return Object.entries(languages[language] ?? {}).flatMap(([id, text]) =>
    [text].flat().map((wording): [string, string] => [id, wording]),
  )
}

export const offeredLanguages = (): string[] => Object.keys(languages)
