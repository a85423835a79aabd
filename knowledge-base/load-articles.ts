import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { ZodError } from 'zod'
import { type Article, articleSchema } from './article.ts'

/** What is wrong with one file, said so that a curator knows what to do. */
export interface Finding {
  file: string
  level: 'error' | 'warning'
  message: string
}

export interface LoadedArticles {
  articles: Article[]
  findings: Finding[]
}

/** Reads every `.md` of the folder. A broken article is left out with a finding: the others are served all the same. */
export function loadArticles(folder: string): LoadedArticles {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .sort()
  const loaded: LoadedArticles = { articles: [], findings: [] }
  for (const file of files) {
    const read = readArticle(readFileSync(join(folder, file), 'utf8'), file)
    if ('article' in read) loaded.articles.push(read.article)
    else loaded.findings.push(...read.findings)
  }
  if (files.length === 0)
    loaded.findings.push({
      file: folder,
      level: 'error',
      message: 'Aucun article ici : le dossier est vide ou le chemin est faux.',
    })
  return loaded
}

export function readArticle(text: string, file: string): { article: Article } | { findings: Finding[] } {
  const fail = (message: string) => ({ findings: [{ file, level: 'error' as const, message }] })
  const front = /^---\r?\n([\s\S]*?)\r?\n---(\r?\n|$)/.exec(text)?.[1]
  if (front === undefined)
    return fail('Il manque l’en-tête : le fichier commence par une ligne « --- » et l’en-tête finit par « --- ».')
  let data: unknown
  try {
    data = parse(front)
  } catch (error) {
    return fail(
      `L’en-tête n’est pas du YAML lisible (${error instanceof Error ? error.message.split('\n')[0] : 'erreur'}). Mettez entre guillemets un texte qui contient « : ».`,
    )
  }
  const checked = articleSchema.safeParse(data)
  if (!checked.success) return { findings: explain(checked.error, file) }
  if (`${checked.data.id}.md` !== file)
    return fail(`L’identifiant « ${checked.data.id} » et le nom du fichier diffèrent : renommez l’un des deux.`)
  return { article: checked.data }
}

function explain(error: ZodError, file: string): Finding[] {
  return error.issues.map((issue) => {
    const where = issue.path.join('.') || 'en-tête'
    if (issue.code === 'too_big')
      return {
        file,
        level: 'error',
        message: `« ${where} » est trop long : ${issue.maximum} caractères au plus. Raccourcissez ou coupez en étapes.`,
      }
    if (issue.code === 'unrecognized_keys')
      return {
        file,
        level: 'error',
        message: `Champ inconnu : ${issue.keys.join(', ')}. Corrigez le nom ou retirez-le.`,
      }
    return { file, level: 'error', message: `« ${where} » : ${issue.message}` }
  })
}
