/** A replacement of a run of words by another, as read from a data file. */
export interface PhraseRule {
  readonly from: readonly string[]
  readonly to: readonly string[]
}

/** Rules found by their first word, longest first, so that « carte d identite » wins over « carte ». */
export type PhraseRules = ReadonlyMap<string, readonly PhraseRule[]>

export function indexPhraseRules(rows: readonly (readonly string[])[]): PhraseRules {
  const index = new Map<string, PhraseRule[]>()
  for (const [written, meant] of rows) {
    const from = (written ?? '').split(' ')
    const rules = index.get(from[0] ?? '') ?? []
    rules.push({ from, to: (meant ?? '').split(' ') })
    rules.sort((a, b) => b.from.length - a.from.length)
    index.set(from[0] ?? '', rules)
  }
  return index
}

/** One pass from left to right; what a rule wrote is not read again, so rules cannot loop. */
export function applyPhraseRules(words: readonly string[], rules: PhraseRules): string[] {
  const out: string[] = []
  for (let at = 0; at < words.length; ) {
    const rule = rules
      .get(words[at] ?? '')
      ?.find((candidate) => candidate.from.every((word, i) => words[at + i] === word))
    if (rule === undefined) {
      out.push(words[at] ?? '')
      at += 1
    } else {
      out.push(...rule.to)
      at += rule.from.length
    }
  }
  return out
}
