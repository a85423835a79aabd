import type { Engine, Setup } from './engine.ts'
import { createMiniSearch } from './engines/mini-search.ts'
import { createNaturalBayes } from './engines/natural-bayes.ts'
import { createNlpjs } from './engines/nlpjs.ts'
import { createCommittedPasserelle, createPasserelle, createTenfoldPasserelle } from './engines/passerelle.ts'

const MAKERS = {
  passerelle: createPasserelle,
  'passerelle ×10': createTenfoldPasserelle,
  'passerelle, committed': createCommittedPasserelle,
  'nlp.js': createNlpjs,
  'natural Bayes': createNaturalBayes,
  MiniSearch: createMiniSearch,
} as const

export type EngineName = keyof typeof MAKERS

/** The engines compared on every set. */
export const COMPARED: readonly EngineName[] = ['passerelle', 'nlp.js', 'natural Bayes', 'MiniSearch']

export function createEngine(name: EngineName, setup: Setup): Engine {
  return MAKERS[name](setup)
}
