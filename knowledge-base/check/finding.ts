import messages from './messages.fr.json' with { type: 'json' }

/** What is wrong with one file, said so that a curator knows what to do. */
export interface Finding {
  file: string
  level: 'error' | 'warning'
  message: string
}

export type MessageId = keyof typeof messages

/** The message a curator reads, in French, from `messages.fr.json`. */
export function finding(
  file: string,
  level: Finding['level'],
  id: MessageId,
  values: Record<string, string | number> = {},
): Finding {
  const message = messages[id].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
  return { file, level, message }
}
