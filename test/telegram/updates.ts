/** Updates as Telegram writes them, without their number: the stub gives it. */
const from = (id: number) => ({ id, is_bot: false, first_name: 'Zoé', language_code: 'fr' })
const chat = (id: number) => ({ id, type: 'private', first_name: 'Zoé' })
let messages = 0
const message = (id: number, content: object) => ({
  message_id: ++messages,
  date: 1_790_000_000,
  from: from(id),
  chat: chat(id),
  ...content,
})

export const text = (person: number, said: string) => ({ message: message(person, { text: said }) })
export const edited = (person: number, said: string) => ({
  edited_message: message(person, { text: said, edit_date: 1_790_000_001 }),
})
export const location = (person: number, latitude: number, longitude: number) => ({
  message: message(person, { location: { latitude, longitude } }),
})
export const voice = (person: number, file_id: string) => ({
  message: message(person, { voice: { file_id, file_unique_id: 'v', duration: 3, mime_type: 'audio/ogg' } }),
})
/** Telegram sends each picture in several sizes, the largest last. */
export const photo = (person: number, file_id: string, caption?: string) => ({
  message: message(person, {
    photo: [
      { file_id: `${file_id}-small`, file_unique_id: 's', width: 90, height: 90 },
      { file_id, file_unique_id: 'l', width: 1280, height: 960 },
    ],
    ...(caption === undefined ? {} : { caption }),
  }),
})

export interface SentKeyboard {
  text: string
  reply_markup?: { inline_keyboard: { text: string; callback_data: string }[][] }
}

/** The person presses the button that begins with `number` under a message the bot sent. */
export function press(person: number, sent: SentKeyboard, number: string) {
  const button = sent.reply_markup?.inline_keyboard.flat().find((one) => one.text.startsWith(`${number} `))
  if (!button) throw new Error(`No button ${number} under « ${sent.text} ».`)
  const bot = { id: 123456, is_bot: true, first_name: 'Stub' }
  return {
    callback_query: {
      id: `query-${++messages}`,
      from: from(person),
      chat_instance: '1',
      data: button.callback_data,
      message: { ...message(person, { text: sent.text, reply_markup: sent.reply_markup }), from: bot },
    },
  }
}
