import type { Health, SendOutcome } from './channel.ts'

/** What a mediator is told from afar: that somebody waits, where, since when. Never a word of the conversation. */
export interface AlertMessage {
  urgent: boolean
  title: string
  text: string
  /** the queue; null when nobody said where people reach the console */
  link: string | null
}

export type AlertWay = 'web-push' | 'e-mail' | 'telegram-group'

/** The port of every folder of `adapters/alerts/`. `send` never throws: what it cannot do is an outcome, whose reason holds no address. */
export interface Alerter {
  readonly way: AlertWay
  send(address: string, message: AlertMessage): Promise<SendOutcome>
  /** can it tell anybody anything now? */
  probe(): Promise<Health>
  stop(): Promise<void>
}
