import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { ZodError } from 'zod'
import { type Article, articleSchema } from './article.ts'
import { type Finding, finding } from './check/finding.ts'

export interface LoadedArticles {
  articles: Article[]
  findings: Finding[]
}

/** Reads every `.md` of the folder. A broken article is left out with a finding: the others are served all the same. */
export function loadArticles(folder: string): LoadedArticles {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .sort()
  const loaded: LoadedArticles = { articles: [], findings: [] }
  for (const file of files) {
    const read = readArticle(readFileSync(join(folder, file), 'utf8'), file)
    if ('article' in read) loaded.articles.push(read.article)
    else loaded.findings.push(...read.findings)
  }
  if (files.length === 0) loaded.findings.push(finding(folder, 'error', 'empty-folder'))
  return loaded
}

export function readArticle(text: string, file: string): { article: Article } | { findings: Finding[] } {
  const front = /^---\r?\n([\s\S]*?)\r?\n---(\r?\n|$)/.exec(text)?.[1]
  if (front === undefined) return { findings: [finding(file, 'error', 'no-front-matter')] }
  let data: unknown
  try {
    data = parse(front)
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''
    return { findings: [finding(file, 'error', 'bad-yaml', { detail })] }
  }
  const checked = articleSchema.safeParse(data)
  if (!checked.success) return { findings: explain(checked.error, file) }
  const { id } = checked.data
  return `${id}.md` === file
    ? { article: checked.data }
    : { findings: [finding(file, 'error', 'id-is-not-file', { id })] }
}

function explain(error: ZodError, file: string): Finding[] {
  return error.issues.map((issue) => {
    const field = issue.path.join('.') || '---'
    if (issue.code === 'too_big') return finding(file, 'error', 'too-long', { field, most: String(issue.maximum) })
    if (issue.code === 'unrecognized_keys')
      return finding(file, 'error', 'unknown-field', { field: issue.keys.join(', ') })
    return finding(file, 'error', 'bad-field', { field, detail: issue.message })
  })
}
