import { classifyLink, findLinks } from '../safety/links/classify-host.ts'

/** The links that are not on the official list: who types them is told before they leave. */
export function unofficialLinks(text: string): string[] {
  return findLinks(text).filter((link) => classifyLink(link).verdict !== 'official')
}
