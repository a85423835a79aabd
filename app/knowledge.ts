import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { Finding } from '../knowledge-base/check/finding.ts'
import { readFlashes } from '../knowledge-base/flashes.ts'
import { loadArticles } from '../knowledge-base/load-articles.ts'
import { createSnapshot, type Snapshot } from '../knowledge-base/snapshot.ts'
import type { Store } from '../store/store.ts'
import { topicFacts } from './topic-facts.ts'

export const ARTICLES = fileURLToPath(new URL('../knowledge-base/articles', import.meta.url))

export interface KnowledgeSource {
  current(): Snapshot
  /** builds the next version from the files and the database layer, and swaps to it */
  refresh(): Promise<void>
}

/** Files are read once; the database layer at each refresh. A broken article is reported and left out, the rest is served. */
export async function openKnowledge(
  store: Store,
  networkId: string,
  now: () => number,
  report: (finding: Finding) => void,
): Promise<KnowledgeSource> {
  const { articles, findings } = loadArticles(ARTICLES)
  for (const finding of findings) report(finding)
  const topics = topicFacts()
  const files = createHash('sha256').update(JSON.stringify(articles)).digest('hex').slice(0, 8)
  let snapshot: Snapshot
  async function refresh() {
    const flashes = await readFlashes(store, networkId)
    const layer = createHash('sha256').update(JSON.stringify(flashes)).digest('hex').slice(0, 8)
    snapshot = createSnapshot({ topics, articles, flashes, version: `${files}-${layer}`, now: now() })
  }
  await refresh()
  return { current: () => snapshot, refresh }
}
