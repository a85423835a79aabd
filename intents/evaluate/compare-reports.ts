/** A figure of a report under its path, as in « measuringSet.elderly.rightFirst »; undefined when there is none. */
export function figureAt(report: unknown, path: string): number | undefined {
  let at: unknown = report
  for (const key of path.split('.'))
    at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined
  return typeof at === 'number' ? at : undefined
}

/** One sentence a figure under its floor. */
export function belowFloors(report: unknown, floors: Readonly<Record<string, number>>): string[] {
  return Object.entries(floors).flatMap(([path, floor]) => {
    const figure = figureAt(report, path)
    return figure !== undefined && figure >= floor
      ? []
      : [`${path} is ${figure ?? 'missing'}, under its floor of ${floor}.`]
  })
}

/** What changed since the last report, for a curator: the main figures, then the topics that lost or won ten points or more. */
export function describeChange(before: unknown, after: unknown, paths: readonly string[]): string[] {
  const figures = paths.flatMap((path) => {
    const [was, is] = [figureAt(before, path), figureAt(after, path)]
    return was === undefined || is === undefined || was === is ? [] : [`${path}: ${was} → ${is}`]
  })
  const recalls = (report: unknown): Map<string, number> => {
    const topics = (report as { topics?: { topic: string; recall: number }[] } | null)?.topics ?? []
    return new Map(topics.map(({ topic, recall }) => [topic, recall]))
  }
  const old = recalls(before)
  const moved = [...recalls(after)].flatMap(([topic, recall]) => {
    const was = old.get(topic)
    return was === undefined || Math.abs(recall - was) < 10 ? [] : [`${topic}: recall ${was} → ${recall}`]
  })
  return [...figures, ...moved]
}
