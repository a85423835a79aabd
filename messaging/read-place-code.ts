/**
 * « LIEU mediatheque », as the poster's code writes it in the box where a platform has no other way to say where a talk begins
 * (SMS, WhatsApp): the place's code, or null for any other message.
 */
export function readPlaceCode(text: string): string | null {
  return /^\s*lieu\s*:?\s+([\w-]{1,64})\s*$/i.exec(text)?.[1]?.toLowerCase() ?? null
}
