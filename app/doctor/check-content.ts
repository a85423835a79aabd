import { modelIsCurrent } from '../../intents/matcher/model-is-current.ts'
import { loadArticles } from '../../knowledge-base/load-articles.ts'
import { ARTICLES } from '../knowledge.ts'
import { type Check, check } from './check.ts'

/** Are the answers there, whole and not past their day? */
export async function checkContent(): Promise<Check[]> {
  const { articles, findings } = loadArticles(ARTICLES)
  const broken = findings.filter(({ level }) => level === 'error')
  const today = new Date().toISOString().slice(0, 10)
  const expired = articles.filter((article) => article.expires_on < today)
  return [
    broken.length > 0 || articles.length === 0
      ? check(
          'articles',
          'broken',
          `${articles.length} loaded, ${broken.length} left out: npm run check:content says why`,
        )
      : check('articles', 'ok', `${articles.length} loaded`),
    expired.length > 0
      ? check(
          'expired articles',
          'notice',
          `${expired.length} are not given any more: ${expired.map(({ id }) => id).join(', ')}; have them verified`,
        )
      : check('expired articles', 'ok', 'none'),
  ]
}

/** Does the model know today's phrases? */
export async function checkModel(): Promise<Check[]> {
  return [
    modelIsCurrent()
      ? check('model', 'ok', 'made from the phrases there are')
      : check('model', 'broken', 'older than the phrases: npm run train'),
  ]
}
