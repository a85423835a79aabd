import { describe, expect, it } from 'vitest'
import { detectDanger, detectDangers } from '../../safety/danger/detect-danger.ts'
import { emergencies } from '../../safety/danger/emergencies.ts'
import { checkScam } from '../../safety/scam/check-scam.ts'

describe('the emergencies', () => {
  it('are read from the table with their two numbers', () => {
    expect(emergencies).toHaveLength(14)
    expect(emergencies.find(({ type }) => type === 'vital_suicide')?.numbers).toEqual({
      first: '3114 (24h/24, gratuit)',
      second: '15 si danger immédiat',
    })
  })
})

describe('detecting danger', () => {
  it.each([
    ['je veux mourir', 'vital_suicide'],
    ['jveu mourir', 'vital_suicide'],
    ['mal o coeur jrespir pa', 'vital_medical'],
    ['il me tape tous les soirs', 'danger_immediat_violence'],
    ['ma voisine se fait taper', 'danger_immediat_violence'],
    ['on dort dehors ce soir', 'sans_abri_ce_soir'],
    ['rien à manger depuis deux jours', 'plus_rien_a_manger'],
    ["l'huissier vient demain", 'expulsion_imminente'],
    ['ils vont couper le courant', 'coupure_energie'],
    ['mon fils se radicalise', 'radicalisation'],
  ])('« %s » is %s', (text, type) => {
    expect(detectDanger(text)?.type).toBe(type)
  })

  it.each([
    'je suis mort de fatigue',
    'ce dossier va me tuer',
    'ça me rend dingue',
    'mon mari est mort en mars',
    'je ne veux pas mourir idiot, apprenez-moi la souris',
    'je veux en finir avec ce dossier',
    'dans le film il se pend',
    'la crève la dalle mdr la cantine',
    'il faut se battre avec la caf',
    'quelqu’un peut taper le code pour moi',
    'mon téléphone ne répond plus',
    'coupure internet depuis ce matin',
    'cest pour ma mere elle est a l’hopital',
    'mon whatsapp est piraté ils écrivent à mes contacts',
  ])('« %s » is not, or so faintly that its topic goes first', (text) => {
    expect(['faint', undefined]).toContain(detectDanger(text)?.certainty)
  })

  it.each(['je veux mourir', 'jveu mourir', 'je veux en finir', 'il me tape', 'mon patron garde mon passeport'])(
    'gives the number at once for « %s »',
    (text) => {
      expect(detectDanger(text)?.certainty).toBe('clear')
    },
  )

  it('names the most severe first and keeps the others', () => {
    const types = detectDangers('je veux mourir, je dors dehors ce soir et je n’ai rien à manger').map(
      ({ type }) => type,
    )
    expect(types).toEqual(['vital_suicide', 'sans_abri_ce_soir', 'plus_rien_a_manger'])
  })

  it('keeps exploitation beside the violence it comes with', () => {
    expect(detectDangers('mon patron garde mon passeport').map(({ type }) => type)).toContain('traite_exploitation')
  })

  it('asks rather than alarms when the words can mean less', () => {
    const danger = detectDanger('j’ai mal au coeur')
    expect(danger?.type).toBe('vital_medical')
    expect(['ambiguous', 'faint']).toContain(danger?.certainty)
  })
})

describe('checking a message', () => {
  it('leaves the person’s own questions alone', () => {
    for (const text of [
      'comment payer mon amende',
      'je n’arrive pas à me connecter sur ameli.fr',
      'où est mon remboursement',
      'mon mot de passe caf est perdu',
    ])
      expect(checkScam(text), text).toBeNull()
  })

  it('answers « c’est vrai ? » even when it cannot tell', () => {
    expect(checkScam('j’ai reçu un sms de la mairie, c’est vrai ?')?.verdict).toBe('unknown')
  })

  it('recognises a cheat without any link', () => {
    expect(checkScam('Achetez 2 coupons Transcash de 100 euros et envoyez les codes')?.reasons).toContain(
      'secret-payment',
    )
  })

  it('says official only with an official link', () => {
    expect(checkScam('Caf : un document vous attend sur caf.fr')?.verdict).toBe('official')
    expect(checkScam('Caf : un document vous attend, appelez-nous')?.verdict).not.toBe('official')
  })
})

it.each([
  'rappelez moi au [TELEPHONE] svp',
  'qui peut m’appeler au [TELEPHONE] pour mon rendez-vous à la préfecture ?',
])('a number left to be called back is no scam: « %s »', (text) => {
  expect(checkScam(text)?.verdict).not.toBe('scam')
})
