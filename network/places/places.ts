import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'

/** A place where people are helped, from the columns of the field's standard that serve. Empty text becomes null. */
export interface Place {
  id: string
  name: string
  commune: string
  postcode: string
  codeInsee: string
  address: string
  latitude: number
  longitude: number
  typologies: string[]
  phone: string | null
  email: string | null
  /** as written in the data set, in OpenStreetMap's form; may be empty */
  openingHours: string
  /** a remark of the place itself: appointments, other sites */
  summary: string | null
  services: string[]
  fees: string[]
  /** comes on certain days only: the address is one stop among others */
  itinerant: boolean
  access: string[]
  website: string | null
  /** day the data was drawn up, `2024-08-01` */
  updatedOn: string
  source: string
}

const FILE = new URL('../data/france-services-2024-08.csv', import.meta.url)
let loaded: Place[] | undefined

/** Reads `network/data/france-services-2024-08.csv` at the first call and keeps it. */
export function loadPlaces(): Place[] {
  loaded ??= readPlaces(readFileSync(FILE))
  return loaded
}

export function readPlaces(csv: Buffer | string): Place[] {
  const [header = [], ...rows]: string[][] = parse(csv, { bom: true })
  const columns = new Map(header.map((name, at) => [name, at]))
  for (const needed of ['id', 'nom', 'latitude', 'longitude', 'horaires'])
    if (!columns.has(needed))
      throw new Error(`The file of places has no column « ${needed} »: put back the standard's columns.`)
  return rows.map((row) => toPlace((name) => row[columns.get(name) ?? -1]?.trim() ?? ''))
}

function toPlace(cell: (column: string) => string): Place {
  const list = (column: string) =>
    cell(column)
      .split('|')
      .filter((item) => item !== '')
  const orNull = (column: string) => cell(column) || null
  return {
    id: cell('id'),
    name: cell('nom'),
    commune: cell('commune'),
    postcode: cell('code_postal'),
    codeInsee: cell('code_insee'),
    address: [cell('adresse'), cell('complement_adresse')].filter((part) => part !== '').join(', '),
    latitude: Number(cell('latitude')),
    longitude: Number(cell('longitude')),
    typologies: list('typologie'),
    phone: orNull('telephone'),
    email: orNull('courriels'),
    openingHours: cell('horaires'),
    summary: orNull('presentation_resume'),
    services: list('services'),
    fees: list('frais_a_charge'),
    itinerant: cell('itinerance').split('|').includes('Itinérant'),
    access: list('modalites_acces'),
    website: orNull('site_web'),
    updatedOn: cell('date_maj'),
    source: cell('source'),
  }
}
