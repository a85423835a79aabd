/** Puts values into the `{places}` of a text; one that is missing stays visible, so that a test sees it. */
export function fillText(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (written, name: string) => String(values[name] ?? written))
}
