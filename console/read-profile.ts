import { z } from 'zod'
import themes from '../bot/texts/themes.json' with { type: 'json' }
import type { MediatorProfile, Week } from '../handoff/mediator-profile.ts'
import type { ProfileActions } from './actions.ts'
import { fieldOf, valuesOf } from './guard.ts'
import { readShift, writeShift } from './read-shift.ts'
import texts from './texts.fr.json' with { type: 'json' }

/** The form as it was typed, to be shown again when something in it cannot be read. */
export interface ProfileFields {
  languages: string[]
  themes: string[]
  territories: string
  shifts: Record<keyof Week, string>
  from: string
  until: string
  most: string
}

export type ProfileErrors = Partial<Record<'territories' | 'absence' | 'most' | keyof Week, string>>

export const weekdays = Object.keys(texts.weekdays) as (keyof Week)[]
const languages = Object.keys(texts.languages)
const isoDay = z.iso.date()
const MOST_TICKETS = 50

export const profileFields = (body: unknown): ProfileFields => ({
  languages: valuesOf(body, 'langue').filter((one) => languages.includes(one)),
  themes: valuesOf(body, 'theme').filter((one) => themes.some(({ id }) => id === one)),
  territories: fieldOf(body, 'territoires'),
  shifts: forEachDay((day) => fieldOf(body, day)),
  from: fieldOf(body, 'absent-du'),
  until: fieldOf(body, 'absent-au'),
  most: fieldOf(body, 'nombre').trim(),
})

export const fieldsOfProfile = (profile: MediatorProfile): ProfileFields => ({
  languages: profile.languages,
  themes: profile.themes,
  territories: profile.territories.map(({ label }) => label).join(', '),
  shifts: forEachDay((day) => writeShift(profile.shifts[day])),
  from: profile.absence?.from ?? '',
  until: profile.absence?.until ?? '',
  most: profile.mostTickets === null ? '' : String(profile.mostTickets),
})

/** `known`: places saved before keep their code, so that a name several communes share is not asked again. */
export function readProfileForm(
  fields: ProfileFields,
  known: MediatorProfile['territories'],
  placeNamed: ProfileActions['placeNamed'],
): { profile: MediatorProfile } | { errors: ProfileErrors } {
  const errors: ProfileErrors = {}
  const territories = fields.territories
    .split(/[,;\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .flatMap((place) => {
      const found = known.find(({ label }) => label === place) ?? placeNamed(place)
      if (!found) errors.territories = texts.profile.territory.replace('{place}', place)
      return found ?? []
    })
  const shifts = forEachDay((day) => {
    const ranges = readShift(fields.shifts[day])
    if (!ranges) errors[day] = texts.profile.shift
    return ranges ?? []
  })
  const absence = fields.from === '' && fields.until === '' ? null : { from: fields.from, until: fields.until }
  if (absence && !(isDay(absence.from) && isDay(absence.until) && absence.from <= absence.until))
    errors.absence = texts.profile.absence
  const most = fields.most === '' ? null : Number(fields.most)
  if (most !== null && !(Number.isInteger(most) && most >= 1 && most <= MOST_TICKETS)) errors.most = texts.profile.most
  if (Object.keys(errors).length > 0) return { errors }
  return {
    profile: { languages: fields.languages, themes: fields.themes, territories, shifts, absence, mostTickets: most },
  }
}

const isDay = (text: string) => isoDay.safeParse(text).success

function forEachDay<Value>(make: (day: keyof Week) => Value): Record<keyof Week, Value> {
  return Object.fromEntries(weekdays.map((day) => [day, make(day)])) as Record<keyof Week, Value>
}
