import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classifyLink, findLinks } from '../../safety/links/classify-host.ts'
import { officialDomains } from '../../safety/links/official-domains.ts'

const official = fc.constantFrom(...officialDomains)
const label = fc.stringMatching(/^[a-z]{6,10}$/).filter((word) => !/caf|msa|ants|gouv|impot|ameli/.test(word))

describe('classifying a link', () => {
  it('knows every listed domain and its subdomains, with https or without a scheme', () => {
    fc.assert(
      fc.property(
        official,
        fc.constantFrom('', 'www.', 'mon-espace.'),
        fc.constantFrom('', 'https://'),
        (domain, sub, scheme) => {
          expect(classifyLink(`${scheme}${sub}${domain}/page`)).toMatchObject({
            verdict: 'official',
            host: `${sub}${domain}`,
          })
        },
      ),
    )
  })

  it('never calls official what carries a plain scheme, a port, an identity or a way elsewhere', () => {
    fc.assert(
      fc.property(official, label, (domain, other) => {
        for (const link of [
          `http://${domain}`,
          `https://${domain}:8443/`,
          `https://${other}@${domain}/`,
          `https://${domain}/?url=https://${other}.com`,
          `https://${domain}.${other}.com`,
          `https://${domain}@${other}.com`,
        ])
          expect(classifyLink(link).verdict, link).not.toBe('official')
      }),
    )
  })

  it('calls impostor an official name before another domain', () => {
    fc.assert(
      fc.property(official, label, (domain, other) => {
        expect(classifyLink(`https://${domain}@${other}.com`).verdict).toBe('impostor')
        if (domain.endsWith('.gouv.fr')) expect(classifyLink(`${domain}.${other}.com`).verdict).toBe('impostor')
      }),
    )
  })

  it.each([
    'ants.gouv.fr.evil.com',
    'caf-fr.info',
    'ameli.fr@evil.com',
    'amelі.fr',
    'xn--amel-m6a.fr',
    'arneli.fr',
    'amel1.fr',
    'impots-gouv.net',
    'service-public-fr.info',
    'https://www.caf.fr/?url=http://evil.com',
    'hxxps://ameli-remboursement[.]com',
  ])('%s is an impostor', (link) => {
    expect(classifyLink(link).verdict).toBe('impostor')
  })

  it.each([
    'decathlon.fr',
    'mairie-guingamp.fr',
    'cafe-de-paris.fr',
    'plantes.fr',
    'bit.ly/2ab',
    'pole-emploi.fr',
    'gouv.sn',
    'netflix.com',
    'mdph35.fr',
  ])('%s is only unknown', (link) => {
    expect(classifyLink(link).verdict).toBe('unknown')
  })

  it('says null for what is no address', () => {
    expect(classifyLink('bonjour')).toEqual({ host: null, verdict: 'unknown', reasons: ['unreadable'] })
  })
})

describe('finding links', () => {
  it.each([
    ['va sur caf-fr .info vite', ['caf-fr.info']],
    ['hxxp://evil.top/a', ['hxxp://evil.top/a']],
    ['connectez-vous : ameli.fr@evil.com', ['ameli.fr@evil.com']],
    ['le site caf.fr. bonjour', ['caf.fr']],
    ['merci.je vais bien.il est là', []],
    ['écrivez à jean@exemple.org', []],
    ['12.50 euros et 3.5 parts', []],
  ])('« %s »', (text, links) => {
    expect(findLinks(text)).toEqual(links)
  })
})
