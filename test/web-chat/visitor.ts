import type { FastifyInstance } from 'fastify'

export interface Visitor {
  get(url?: string): Promise<{ statusCode: number; body: string }>
  post(
    form: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<{ statusCode: number; body: string; location: string }>
  says(text: string): Promise<string>
  readonly cookie: string
}

/** A browser without JavaScript: keeps its cookie, posts forms, reads pages. */
export function newVisitor(app: FastifyInstance): Visitor {
  let cookie = ''
  let forms = 0

  async function ask(options: {
    method: 'GET' | 'POST'
    url: string
    payload?: string
    headers?: Record<string, string>
  }) {
    const answer = await app.inject({
      ...options,
      headers: { accept: 'text/html', ...(cookie ? { cookie } : {}), ...options.headers },
    })
    const set = answer.cookies.find(({ name }) => name === 'conversation')
    if (set) cookie = `conversation=${set.value}`
    return { statusCode: answer.statusCode, body: answer.body, location: String(answer.headers.location ?? '') }
  }

  const visitor: Visitor = {
    get: (url = '/') => ask({ method: 'GET', url }),
    post: (form, headers = {}) =>
      ask({
        method: 'POST',
        url: '/',
        payload: new URLSearchParams({ jeton: `form-${++forms}`, ...form }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      }),
    async says(text) {
      await visitor.post({ texte: text })
      return (await visitor.get()).body
    },
    get cookie() {
      return cookie
    },
  }
  return visitor
}

/** What was said on a page, one entry a line: « person: bonjour ». */
export function linesOf(page: string): string[] {
  const lines = [...page.matchAll(/<div class="line (\w+)(?: welcome)?"[\s\S]*?<p class="words"[^>]*>([\s\S]*?)<\/p>/g)]
  return lines.map(
    ([, author, words = '']) =>
      `${author}: ${words
        .replace(/<[^>]+>/g, '')
        .replaceAll('&#39;', '’')
        .replaceAll('&quot;', '"')}`,
  )
}

export const buttonsOf = (page: string): string[] =>
  [...page.matchAll(/<button name="choix" value="([^"]*)"/g)].map(([, value = '']) => value)
