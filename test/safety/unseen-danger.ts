import { readdirSync, readFileSync } from 'node:fs'
import { readLines } from './figures.ts'

/** Messages set apart before the danger model was first trained: one in five of those written for it. */
export const unseenDanger = () => readLines<{ text: string; type: string }>('unseen-danger.jsonl')

const urgent =
  /^(?:urgence|arnaque)\.|^aide\.alimentaire|^logement\.(?:sans_abri|expulsion|loyer_impaye|domiciliation)|^ecole\.harcelement|^argent\.(?:facture_energie|achat_en_ligne)|faux|arnaque/

/** Ordinary messages of Odile, a hand the danger model never read; topics where danger is expected are left out. */
export function ordinaryUnread(): string[] {
  const folder = new URL('../../intents/catalogue/phrases/', import.meta.url)
  return readdirSync(folder)
    .filter((file) => !urgent.test(file))
    .flatMap((file) => readFileSync(new URL(file, folder), 'utf8').split('\n'))
    .map((line) => line.split('\t'))
    .flatMap(([hand, , text = '']) => (hand === 'odile' ? [text] : []))
}
