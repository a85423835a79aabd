import type { Poster, PosterLink, PosterReads } from '../../console/actions.ts'
import { createAskAddresses } from '../channels/ask-addresses.ts'
import { createGeography } from '../geography.ts'
import { contactOf } from '../network-view.ts'
import type { Passerelle } from '../passerelle.ts'

/** What a link, a start word of Telegram and « LIEU code » can all carry. */
const USABLE = /^[\w-]{1,64}$/

/** The places of a network and the ways in that are open, for posters. */
export function createPosterReads({ config, settings, now }: Passerelle): PosterReads {
  const askAddresses = createAskAddresses(config, now)
  const network = () => settings.get(config.networkId)
  const structures = () => network()?.structures ?? []

  return {
    places: () => structures().map(({ id, name, commune }) => ({ code: id, name, commune })),
    communes(typed) {
      const answer = createGeography([], now()).find(typed, false)
      const several = answer.kind === 'several' ? answer.territories : []
      const found = answer.kind === 'found' ? [answer.territory] : several
      return found.flatMap(({ codeInsee, commune, departement }) =>
        codeInsee === null ? [] : [{ code: codeInsee, label: `${commune} (${departement})` }],
      )
    },
    async read(code, base): Promise<Poster | null> {
      const own = structures().find(({ id }) => id === code)
      const place = createGeography(structures(), now()).placeOf(code)
      if (!place && !own) return null
      const commune = place?.territory.commune ?? own?.commune ?? ''
      const poster = {
        code,
        name: own?.name ?? commune,
        commune,
        contact: contactOf({ contact: network()?.contact }),
        origins: network()?.widgetOrigins ?? [],
      }
      if (!USABLE.test(code)) return { ...poster, links: 'unusable-code', away: [] }
      const { telegram, whatsApp, sms } = await askAddresses()
      const away: Poster['away'] = []
      if (telegram === 'away') away.push('telegram')
      if (whatsApp === 'away') away.push('whatsapp')
      const links: PosterLink[] = [webLink(base, code)]
      if (whatsApp && whatsApp !== 'away') links.push(whatsAppLink(whatsApp, code))
      if (telegram && telegram !== 'away') links.push(telegramLink(telegram, code))
      if (sms) links.push(smsLink(sms, code))
      return { ...poster, links, away }
    },
  }
}

/** The address said aloud leaves the code out: it is for who types, and typing is hard enough. */
const webLink = (base: string, code: string): PosterLink => ({
  channel: 'web-chat',
  url: `${base}/?lieu=${code}`,
  words: base.replace(/^https?:\/\//, ''),
})

const telegramLink = (bot: string, code: string): PosterLink => ({
  channel: 'telegram',
  url: `https://t.me/${bot}?start=${code}`,
  words: `@${bot}`,
})

const whatsAppLink = (number: string, code: string): PosterLink => ({
  channel: 'whatsapp',
  url: `https://wa.me/${number.replace(/\D/g, '')}?text=${encodeURIComponent(`LIEU ${code}`)}`,
  words: sayNumber(number),
})

const smsLink = (number: string, code: string): PosterLink => ({
  channel: 'sms',
  url: `sms:${number}?body=${encodeURIComponent(`LIEU ${code}`)}`,
  words: sayNumber(number),
})

/** « 07 00 00 00 00 », as it is dialled here; a number of elsewhere stays as it is. */
function sayNumber(number: string): string {
  const digits = /^\+?33(\d{9})$/.exec(number.replace(/[ .()-]/g, ''))?.[1]
  return digits ? `0${digits}`.replace(/\d{2}(?=\d)/g, '$& ') : number
}
