import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Poster, PosterLink } from '../actions.ts'
import { drawCode } from '../draw-code.ts'
import { fieldOf, type Guard } from '../guard.ts'
import type { ConsoleParts } from '../parts.ts'
import { allowed, type Show } from '../show.ts'
import texts from '../texts.fr.json' with { type: 'json' }

/** « Affiches et codes »: the ways in of a place, each with its QR code, a sheet to print and the tag for a site. */
export function addPosters(
  app: FastifyInstance,
  {
    parts,
    guard,
    show,
  }: {
    parts: Pick<ConsoleParts, 'posters' | 'network' | 'publicUrl' | 'refuse' | 'render'>
    guard: Guard
    show: Show
  },
): void {
  const { posters } = parts

  app.get(
    '/console/affiches',
    guard(allowed.posters, async (request, reply, visitor) => {
      const typed = fieldOf(request.query, 'commune').trim().slice(0, 80)
      const found = typed === '' ? [] : posters.communes(typed)
      const error = typed !== '' && found.length === 0 ? texts.posters.none.replace('{place}', () => typed) : ''
      const data = { places: posters.places(), typed, found, error }
      return show(reply, { template: 'posters', title: texts.menu.posters, current: 'posters', data }, visitor)
    }),
  )

  app.get(
    '/console/affiches/:code',
    guard(allowed.posters, async (request, reply, visitor) => {
      const base = parts.publicUrl(request)
      const poster = await posters.read(fieldOf(request.params, 'code'), base)
      if (!poster) return parts.refuse(request, reply, 404)
      const data = {
        ...poster,
        ways: poster.links === 'unusable-code' ? null : poster.links.map(drawn),
        tag: `<script src="${base}/widget.js" data-lieu="${poster.code}" defer></script>`,
        isLocal: !isForEverybody(base),
      }
      return show(reply, { template: 'poster', title: poster.name, current: 'posters', data }, visitor)
    }),
  )

  app.get(
    '/console/affiches/:code/:channel/affiche',
    guard(allowed.posters, async (request, reply) => {
      const { poster, link } = await readLink(request)
      if (!poster || !link) return parts.refuse(request, reply, 404)
      const { name: networkName } = parts.network()
      const others = poster.links === 'unusable-code' ? [] : poster.links.filter((one) => one !== link)
      return page(reply, { ...poster, networkName, way: drawn(link), others: others.map(drawn) })
    }),
  )

  app.get(
    '/console/affiches/:code/:channel/code.svg',
    guard(allowed.posters, async (request, reply) => {
      const { poster, link } = await readLink(request)
      if (!poster || !link) return parts.refuse(request, reply, 404)
      return reply
        .type('image/svg+xml')
        .header('content-disposition', `attachment; filename="code-${poster.code}-${link.channel}.svg"`)
        .send(parts.render('code', { ...drawn(link), isFile: true }))
    }),
  )

  const page = (reply: FastifyReply, data: object) =>
    reply.type('text/html; charset=utf-8').send(parts.render('poster-sheet', data))

  async function readLink(request: FastifyRequest): Promise<{ poster: Poster | null; link: PosterLink | null }> {
    const poster = await posters.read(fieldOf(request.params, 'code'), parts.publicUrl(request))
    const links = poster === null || poster.links === 'unusable-code' ? [] : poster.links
    return { poster, link: links.find(({ channel }) => channel === fieldOf(request.params, 'channel')) ?? null }
  }
}

const drawn = (link: PosterLink) => ({
  ...link,
  title: texts.posters.titles[link.channel],
  scan: texts.posters.scan[link.channel],
  ...drawCode(link.url, 'Q'),
})

/** An address of this machine or of a private network is nothing to print. */
function isForEverybody(base: string): boolean {
  const { protocol, hostname } = new URL(base)
  return protocol === 'https:' && hostname.includes('.') && !/^(?:127|10|192\.168)\./.test(hostname)
}
