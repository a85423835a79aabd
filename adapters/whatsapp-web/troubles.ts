import type { Health } from '../../messaging/channel.ts'

/** Why WhatsApp Web is not there. Words of WhatsApp's own (`CONFLICT`, `TOS_BLOCK`…) are among them. */
export type Trouble = string

type Down = Omit<Extract<Health, { state: 'down' }>, 'state'>

const SCAN =
  'Open /console/canaux as a lead or administrator and scan the code with the association’s phone (WhatsApp > Linked devices).'

const known: Record<Trouble, Down> = {
  opening: { reason: 'WhatsApp Web is opening.', advice: 'Give it two minutes; then see the log.' },
  pairing: { reason: 'WhatsApp Web is linked to no phone.', advice: SCAN },
  LOGOUT: { reason: 'The phone unlinked Passerelle from WhatsApp.', advice: SCAN },
  UNPAIRED: { reason: 'WhatsApp unlinked Passerelle from the phone.', advice: SCAN },
  'no-chromium': {
    reason: 'Chromium is not where CHROMIUM_PATH says.',
    advice: 'Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH; it is tried again by itself.',
  },
  'no-page': {
    reason: 'The page WHATSAPP_WEB_PAGE names cannot be read.',
    advice: 'Correct WHATSAPP_WEB_PAGE, or leave it out to use today’s page of WhatsApp.',
  },
  held: {
    reason: 'Another Passerelle runs WhatsApp Web on this folder.',
    advice: 'Set WHATSAPP_WEB=on for one process only; when the other has stopped, this one takes over by itself.',
  },
  leftover: {
    reason: 'A Chromium of an earlier start still holds the session.',
    advice: 'End it by hand (its number is in the log): it is tried again by itself.',
  },
  CONFLICT: {
    reason: 'The same WhatsApp session is open somewhere else.',
    advice: 'Stop the other one (a copy of the data folder?): it is taken back by itself in a moment.',
  },
  TOS_BLOCK: {
    reason: 'WhatsApp has blocked this account.',
    advice: 'See the phone: it says why, and how to ask for a review. Tell people to use another channel meanwhile.',
  },
  'not-opened': {
    reason: 'WhatsApp Web did not open in its time.',
    advice: 'Check that this machine reaches https://web.whatsapp.com; it is tried again by itself.',
  },
  'not-connected': {
    reason: 'The page is open, but WhatsApp does not answer it.',
    advice: 'Check the network of this machine; WhatsApp reconnects by itself.',
  },
  unheard: {
    reason: 'Messages leave, and WhatsApp has confirmed none for ten minutes.',
    advice: 'Look at the phone: is the account still allowed to write? Restart Passerelle.',
  },
}
known.SMB_TOS_BLOCK = known.TOS_BLOCK as Down
known.UNPAIRED_IDLE = known.UNPAIRED as Down

const other: Down = {
  reason: 'The browser that shows WhatsApp Web stopped or no longer answered.',
  advice: 'It is started again by itself. If that goes on, check memory and disk, and see the log.',
}

export const healthIn = (trouble: Trouble): Health => ({ state: 'down', ...(known[trouble] ?? other) })

/** Told once in the log, in one line, with what to do. */
export const lineFor = (trouble: Trouble): string => {
  const { reason, advice } = known[trouble] ?? other
  return `WhatsApp Web: ${reason} ${advice}`
}
