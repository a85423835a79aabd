/** « lundi 23 novembre à 9 h », in the network's own time. French only: other languages get the same figures. */
export function frenchDate(at: number, timeZone: string): string {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('fr-FR', { timeZone, ...options }).format(at)
  const hour = part({ hour: 'numeric', minute: '2-digit', hourCycle: 'h23' })
    .replace(/\s*[:h]\s*/, ' h ')
    .replace(/ 00$/, '')
  return `${part({ weekday: 'long', day: 'numeric', month: 'long' })} à ${hour.replace(/^0(\d)/, '$1')}`
}
