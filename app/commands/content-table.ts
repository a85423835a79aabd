import { loadTopics } from '../../intents/catalogue/topics.ts'
import { loadArticles } from '../../knowledge-base/load-articles.ts'
import { ARTICLES } from '../knowledge.ts'

/** `content-table`: what each topic's answer stands on, as the table of docs/content.md. */
export async function run(): Promise<void> {
  const articleOf = new Map(loadArticles(ARTICLES).articles.map((article) => [article.id, article]))
  const topics = loadTopics()
  const standings = topics.map(({ id }) => articleOf.get(id)?.standing ?? 'none')
  const count = (standing: string) => standings.filter((one) => one === standing).length
  console.log(
    `${topics.length} topics: ${count('sourced')} sourced, ${count('partly')} partly, ${count('unsourced')} unsourced, ${count('none')} without an article.\n`,
  )
  console.log('| Topic | Standing | Source | Text of | Expires | To verify |\n| --- | --- | --- | --- | --- | --- |')
  for (const { id } of topics) {
    const article = articleOf.get(id)
    if (!article) console.log(`| ${id} | none | | | | |`)
    else {
      const { standing, source, source_url: url, source_dated: dated, expires_on: expires, to_verify: doubts } = article
      console.log(
        `| ${id} | ${standing} | ${url ? `[${source}](${url})` : source} | ${dated} | ${expires} | ${doubts?.length ?? 0} |`,
      )
    }
  }
}
