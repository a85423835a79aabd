import type { Capabilities } from '../../messaging/channel.ts'

/** Two joined SMS hold 306 characters of the GSM alphabet; a mediator's long message may take up to ten. */
export const capabilities: Capabilities = {
  buttons: 0,
  buttonLength: 0,
  textLength: 1530,
  answerLength: 300,
  serviceWindowHours: null,
}
