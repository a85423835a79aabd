/** « 1er janvier 2025 », as people read it. */
export function frenchDay(at: number): string {
  const text = new Intl.DateTimeFormat('fr-FR', {
    timeZone: 'Europe/Paris',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(at)
  return text.replace(/^1 /, '1er ')
}
