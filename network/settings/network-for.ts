import { departementOf } from '../communes/departement-of.ts'
import type { NetworkSettings } from './settings.schema.ts'

/** Arrondissements belong to their city, under whose code a network may have been declared. */
const CITY_OF: readonly (readonly [RegExp, string])[] = [
  [/^751\d\d$/, '75056'],
  [/^6938\d$/, '69123'],
  [/^132\d\d$/, '13055'],
]

/**
 * The network that covers a département (« 87 ») or a commune's INSEE code (« 87161 »): the narrowest territory wins, commune
 * before EPCI before département; a network without territories takes what is left. `epciOf` gives the SIREN number of a
 * commune's EPCI: no table of them is kept here, so without it territories that are EPCIs match nothing.
 */
export function networkFor<Network extends Pick<NetworkSettings, 'territories'>>(
  networks: readonly Network[],
  code: string,
  epciOf?: (codeInsee: string) => string | undefined,
): Network | null {
  const city = CITY_OF.find(([arrondissement]) => arrondissement.test(code))?.[1]
  const isCommune = code.length === 5
  const narrowestFirst = [
    code,
    city,
    isCommune ? epciOf?.(code) : undefined,
    isCommune ? departementOf(code) : undefined,
  ]
  for (const territory of narrowestFirst) {
    const network = territory && networks.find(({ territories }) => territories.includes(territory))
    if (network) return network
  }
  return networks.find(({ territories }) => territories.length === 0) ?? null
}
