import spellings from '../data/spellings.json' with { type: 'json' }
import { fold } from '../fold.ts'
import { soundKey } from './sound-key.ts'

/** by-ear: French, reduced to how it sounds; plain: folded words only, for the other languages. */
export type Hearing = 'by-ear' | 'plain'

const written = new Map(Object.entries(spellings.words))
const joined = spellings.joined.map(([source = '', split = '', except = '']) => ({
  pattern: new RegExp(source, 'u'),
  split,
  except: new Set(except.split('|')),
}))
const keys = new Map<string, string>()

/** One word as the rules know it. */
export function keyOf(word: string, hearing: Hearing): string {
  if (hearing === 'plain') return plainWord(word)
  const known = keys.get(word)
  if (known !== undefined) return known
  const key = soundKey(fold(word))
  if (keys.size < 20_000) keys.set(word, key)
  return key
}

/** Undoes what SMS spelling glues or shortens: « jveu » → « je veux », « dpui » → « depuis ». */
export function spellOut(word: string): string {
  const known = written.get(word)
  if (known !== undefined) return known
  for (const { pattern, split, except } of joined)
    if (pattern.test(word) && !except.has(word)) return word.replace(pattern, split)
  return word
}

/** The message as a line of keys: « ␠key␠key␠|␠key␠ », « | » where a sentence ends. Rules are matched on it. */
export function hear(text: string, hearing: Hearing): string {
  const lower = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/(\d)\s?(?:€|euros?)(?!\p{L})/gu, '$1 euros')
  const words = lower.match(/[\p{L}\p{M}\p{N}]+|[.!?;\n…]+|[+😂🤣]/gu) ?? []
  const line: string[] = []
  for (const word of words) {
    if (/^[.!?;\n…]/.test(word)) line.push('|')
    else if (hearing === 'plain') line.push(plainWord(word))
    else for (const part of spellOut(word).split(' ')) line.push(keyOf(part, hearing))
  }
  return ` ${line.join(' ')} `
}

/** Folded, with the letters Arabic writes in several ways made one. */
function plainWord(word: string): string {
  return fold(word)
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/[ـ]/g, '')
    .replace(/ґ/g, 'г')
}
