import type { Safety, Understanding } from '../bot/world.ts'
import { identifyLanguage } from '../intents/language/identify-language.ts'
import { normalise } from '../intents/language/normalise.ts'
import { createMatcher, type Matcher } from '../intents/matcher/match.ts'
import { readModel } from '../intents/matcher/model-file.ts'
import { MODEL_PATH } from '../intents/matcher/train-cli.ts'
import { detectDanger } from '../safety/danger/detect-danger.ts'
import { checkScam } from '../safety/scam/check-scam.ts'

/** The committed model, as it is. A service that runs has the live one (`training/open-live-matcher.ts`). */
export function openMatcher(): Matcher {
  return createMatcher(readModel(MODEL_PATH))
}

/** The matcher may change what it holds between two messages. `answered` hears how sure each match was, for the figures. */
export function createUnderstanding(matcher: Matcher, answered: (band: string) => void = () => {}): Understanding {
  return {
    match(text) {
      const needs = matcher.matchNeeds(text)
      if (needs[0]) answered(needs[0].band)
      return needs
    },
    language: identifyLanguage,
    normalise,
  }
}

export const safety: Safety = {
  danger: (text) => detectDanger(text, identifyLanguage(text)),
  scam: (text) => checkScam(text),
}
