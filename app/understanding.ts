import type { Safety, Understanding } from '../bot/world.ts'
import { identifyLanguage } from '../intents/language/identify-language.ts'
import { normalise } from '../intents/language/normalise.ts'
import { createMatcher, type Matcher } from '../intents/matcher/match.ts'
import { readModel } from '../intents/matcher/model-file.ts'
import { MODEL_PATH } from '../intents/matcher/train-cli.ts'
import { detectDanger } from '../safety/danger/detect-danger.ts'
import { checkScam } from '../safety/scam/check-scam.ts'

export function openMatcher(): Matcher {
  return createMatcher(readModel(MODEL_PATH))
}

export function createUnderstanding(matcher: Matcher): Understanding {
  return { match: (text) => matcher.matchNeeds(text), language: identifyLanguage, normalise }
}

export const safety: Safety = { danger: detectDanger, scam: checkScam }
