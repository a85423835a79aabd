import { readFileSync } from 'node:fs'

const table = readFileSync(new URL('../data/official-domains.tsv', import.meta.url), 'utf8')

/** Domains somebody read in a source (`data/official-domains.tsv`); anything under `.gouv.fr` is official besides. */
export const officialDomains: readonly string[] = table
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t')[0]?.trim() ?? '')
  .filter((domain) => domain !== '')

const listed = new Set(officialDomains)

/** True for `.gouv.fr`, a listed domain, or a subdomain of one. Expects a bare lower-case host. */
export function isOfficialHost(host: string): boolean {
  const labels = host.replace(/\.$/, '').split('.')
  if (labels.some((label) => !/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(label) || label.startsWith('xn--'))) return false
  if (labels.length > 2 && labels.slice(-2).join('.') === 'gouv.fr') return true
  return labels.some((_, index) => listed.has(labels.slice(index).join('.')))
}
