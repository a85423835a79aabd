import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { departementOf } from './departement-of.ts'

/** One commune under one of its postcodes. A former commune keeps its own name and has the code of the new one. */
export interface Commune {
  codeInsee: string
  name: string
  postcode: string
  departement: string
  latitude: number
  longitude: number
  /** inhabitants in 2021; 0 where the data set has none (Mayotte, Saint-Martin) */
  population: number
}

/** The three cities the data set only has by arrondissement; their codes are INSEE's, the postcode is the one people type. */
const WHOLE_CITIES = [
  { name: 'Paris', codeInsee: '75056', postcode: '75000', parts: /^751\d\d$/ },
  { name: 'Lyon', codeInsee: '69123', postcode: '69000', parts: /^6938\d$/ },
  { name: 'Marseille', codeInsee: '13055', postcode: '13000', parts: /^132\d\d$/ },
]

/** Overseas collectivities are not in the data set; this one has places, whose rows give its code and its middle. */
const ADDED: Commune[] = [
  {
    codeInsee: '97801',
    name: 'Saint-Martin',
    postcode: '97150',
    departement: '978',
    latitude: 18.0624,
    longitude: -63.0672,
    population: 0,
  },
]

/** Current communes first, then former ones (rows without département), so that the first of a group is the one to name. */
export function readCommunes(file: URL): Commune[] {
  const current: Commune[] = []
  const former: Commune[] = []
  for (const row of readRows(file).slice(1)) {
    const [codeInsee = '', name = '', postcode = '', departement = '', latitude = '', longitude = '', population = ''] =
      row
    if (codeInsee === '') continue
    const commune: Commune = {
      codeInsee,
      name,
      postcode,
      departement: departementOf(codeInsee),
      latitude: latitude === '' ? Number.NaN : Number(latitude),
      longitude: longitude === '' ? Number.NaN : Number(longitude),
      population: Number(population),
    }
    if (departement === '') former.push(commune)
    else current.push(commune)
  }
  if (current.length === 0) throw new Error(`${file.pathname} holds no commune: put back the file of the repository.`)
  const all = [...current, ...former]
  locateTheUnlocated(all)
  return [...WHOLE_CITIES.map((city) => wholeCity(city, current)), ...all, ...ADDED]
}

/** 36,000 lines: cutting at commas is four times faster, and the same thing as long as no field is quoted. */
function readRows(file: URL): string[][] {
  const text = readFileSync(file, 'utf8')
  if (text.includes('"')) return parse(text, { bom: true })
  return text.split('\n').map((line) => line.split(','))
}

/** Four rows have no coordinates: the middle of the communes that share their postcode is near enough to find places. */
function locateTheUnlocated(communes: Commune[]): void {
  for (const commune of communes.filter(({ latitude }) => Number.isNaN(latitude))) {
    const around = communes.filter((other) => other.postcode === commune.postcode && !Number.isNaN(other.latitude))
    Object.assign(commune, middleOf(around))
  }
}

function wholeCity(city: (typeof WHOLE_CITIES)[number], communes: Commune[]): Commune {
  const parts = [...new Map(communes.filter((c) => city.parts.test(c.codeInsee)).map((c) => [c.codeInsee, c])).values()]
  return {
    codeInsee: city.codeInsee,
    name: city.name,
    postcode: city.postcode,
    departement: departementOf(city.codeInsee),
    ...middleOf(parts),
    population: parts.reduce((sum, part) => sum + part.population, 0),
  }
}

function middleOf(communes: Commune[]): { latitude: number; longitude: number } {
  const mean = (pick: (commune: Commune) => number) => communes.reduce((sum, c) => sum + pick(c), 0) / communes.length
  return { latitude: mean((c) => c.latitude), longitude: mean((c) => c.longitude) }
}
