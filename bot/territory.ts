/** Where the person lives or stands, as far as help is concerned: never an address. */
export interface Territory {
  codeInsee: string | null
  commune: string
  postcode: string
  departement: string
  latitude: number
  longitude: number
}
