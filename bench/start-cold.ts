import { createMatcher } from '../intents/matcher/match.ts'
import { readModel } from '../intents/matcher/model-file.ts'
import { MODEL_PATH } from '../intents/matcher/train-cli.ts'

// Run by cold-start.ts in a process of its own.
const started = performance.now()
createMatcher(readModel(MODEL_PATH)).match('bonjour')
const { user, system } = process.cpuUsage()
console.log(JSON.stringify({ ready: performance.now() - started, processor: (user + system) / 1000 }))
