import { Eta } from 'eta'

/** Fills a page template (`chat` = `chat.eta` of its folder); every `<%= %>` is escaped. */
export type Render = (template: string, data: object) => string

/** Templates are read once; a folder is a room's own. */
export function createRender(folder: string): Render {
  const eta = new Eta({ views: folder, autoEscape: true, cache: true, autoTrim: false })
  return (template, data) => eta.render(template, data)
}
