/** Time zones outside Europe by the first digits of the postcode, the longest first where islands differ. */
const OVERSEAS: readonly (readonly [prefix: string, timeZone: string])[] = [
  ['97133', 'America/St_Barthelemy'],
  ['97150', 'America/Marigot'],
  ['971', 'America/Guadeloupe'],
  ['972', 'America/Martinique'],
  ['973', 'America/Cayenne'],
  ['974', 'Indian/Reunion'],
  ['975', 'America/Miquelon'],
  ['976', 'Indian/Mayotte'],
  ['977', 'America/St_Barthelemy'],
  ['978', 'America/Marigot'],
  ['986', 'Pacific/Wallis'],
  ['987', 'Pacific/Tahiti'],
  ['988', 'Pacific/Noumea'],
]

/** The zone whose clock a place lives by; a commune does as well. */
export function timeZoneOf(place: { postcode: string }): string {
  return OVERSEAS.find(([prefix]) => place.postcode.startsWith(prefix))?.[1] ?? 'Europe/Paris'
}
