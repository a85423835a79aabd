// A page of ours in the place of WhatsApp Web: just what whatsapp-web.js 1.34.7 asks of the real one (read in its src/Client.js and
// src/util/Injected), wired to `whatsapp-side.ts`, which stands for WhatsApp's servers and everybody's phone. Read inside a <script>: no
// import, no export. Like the real one it keeps its login in the browser's profile, so a session outlives Chromium and dies with its folder.

const side = window.WHATSAPP_SIDE

/** Events as the real models have them: « change:state » calls (model, value). */
class Model {
  constructor(fields) {
    Object.assign(this, fields)
    Object.defineProperty(this, 'listeners', { value: new Map() })
  }
  on(names, listener) {
    for (const name of names.split(' ')) this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener])
  }
  once(name, listener) {
    const wrapped = (...args) => {
      this.off(name, wrapped)
      listener(...args)
    }
    this.on(name, wrapped)
  }
  off(name, listener) {
    this.listeners.set(
      name,
      (this.listeners.get(name) ?? []).filter((one) => one !== listener),
    )
  }
  trigger(name, ...args) {
    for (const listener of this.listeners.get(name) ?? []) listener(...args)
  }
  set(name, value) {
    const before = this[name]
    this[name] = value
    if (before !== value) this.trigger(`change:${name}`, this, value, before)
  }
  serialize() {
    return JSON.parse(JSON.stringify(this))
  }
}

function createWid(id) {
  if (typeof id === 'object') return id
  const [user, server] = id.split('@')
  return wid(user, server)
}

function wid(user, server) {
  const made = { user, server, _serialized: `${user}@${server}` }
  const says = { isLid: server === 'lid', isGroup: server === 'g.us', isStatus: user === 'status' }
  // methods, as on the real ones, that are not sent along
  for (const [name, value] of Object.entries(says)) Object.defineProperty(made, name, { value: () => value })
  return made
}

class MsgKey {
  constructor({ to, id, selfDir }) {
    Object.assign(this, { fromMe: selfDir === 'out', remote: to, id, _serialized: `true_${to._serialized}_${id}` })
  }
  static async newId() {
    return `3EB0${Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('')}`
  }
}

const Socket = new Model({ state: 'OPENING', hasSynced: false })
Socket.logout = () => post('/logout', {})
const Conn = new Model({ ref: undefined, pushname: 'Association', platform: 'android' })
const Cmd = new Model({})
Cmd.refreshQR = () => post('/refresh', {})
const Msg = new Model({})
const Chat = new Model({})
const messages = new Map()
const chats = new Map()
const me = wid('33639980000', 'c.us')

const asMessage = (data) => {
  const msg = new Model({ ...data, mediaData: data.directPath ? { mediaStage: 'RESOLVED' } : undefined })
  msg.serialize = () => JSON.parse(JSON.stringify({ ...msg, mediaData: undefined }))
  return msg
}
Msg.get = (id) => messages.get(id)
Msg.getMessagesById = async (ids) => ({ messages: (await Promise.all(ids.map(fetchMessage))).filter(Boolean) })
Chat.get = (id) => chats.get(createWid(id)._serialized)
Chat.getModelsArray = () => [...chats.values()]

async function fetchMessage(id) {
  const answer = await fetch(`${side}/message?id=${encodeURIComponent(id)}`)
  if (!answer.ok) return null
  const msg = asMessage(await answer.json())
  messages.set(id, msg)
  return msg
}

function chatWith(id) {
  const known = chats.get(id._serialized)
  if (known) return known
  const chat = new Model({ id, unreadCount: 0 })
  const own = []
  Object.defineProperty(chat, 'msgs', { value: { getModelsArray: () => own, add: (msg) => own.push(msg) } })
  chats.set(id._serialized, chat)
  return chat
}

function add(data) {
  const msg = asMessage(data)
  const again = messages.has(data.id._serialized)
  messages.set(data.id._serialized, msg)
  const chat = chatWith(createWid(data.id.remote._serialized))
  if (!again) chat.msgs.add(msg)
  if (!data.id.fromMe) chat.set('unreadCount', chat.unreadCount + 1)
  Msg.trigger('add', msg)
  return msg
}

const pollVoteTableMode = { bulkUpsert: async (votes) => votes.length }

const modules = {
  WAWebSocketModel: { Socket },
  WAWebCmd: { Cmd },
  WAWebConnModel: { Conn },
  WAWebOfflineHandler: { OfflineMessageHandler: { getOfflineDeliveryProgress: () => 100 } },
  WAWebAltDeviceLinkingApi: {},
  WABase64: { encodeB64: (bytes) => btoa(String.fromCharCode(...bytes)) },
  WAWebCompanionRegClientUtils: { DEVICE_PLATFORM: '1' },
  WAWebAdvSignatureApi: {},
  WAWebUserPrefsInfoStore: {
    waNoiseInfo: { get: async () => ({ staticKeyPair: { pubKey: new Uint8Array(32).fill(7) } }) },
  },
  WAWebSignalStoreApi: {
    waSignalStore: { getRegistrationInfo: async () => ({ identityKeyPair: { pubKey: new Uint8Array(32).fill(9) } }) },
  },
  WAWebUserPrefsMultiDevice: { getADVSecretKey: () => btoa('a secret of this browser') },
  WAWebUserPrefsMeUser: { getMaybeMePnUser: () => me, getMaybeMeLidUser: () => wid('100000000000001', 'lid') },
  WAWebMiscBrowserUtils: { info: () => ({ os: 'Linux', name: 'Chrome' }) },
  WAWebCollections: { Msg, Chat },
  WAWebSyncGatingUtils: { isPlaceholderMessageResendEnabled: () => false },
  WAWebCallCollection: {},
  WAWebNonMessageDataRequestPlaceholderMessageResendUtils: { handlePlaceholderMsgsSeen: () => post('/resend', {}) },
  WAWebAddonPollVoteTableMode: { pollVoteTableMode },
  WAWebWidFactory: { createWid },
  WAWebFindChatAction: {
    async findOrCreateLatestChat(id) {
      const { exists } = await (await fetch(`${side}/chat?id=${encodeURIComponent(id._serialized)}`)).json()
      return exists ? { chat: chatWith(id) } : undefined
    },
  },
  WAWebChatLoadMessages: { loadEarlierMsgs: async () => [] },
  WAWebStreamModel: { Stream: { markAvailable() {}, markUnavailable() {} } },
  WAWebUpdateUnreadChatAction: {
    async sendSeen({ chat }) {
      chat.set('unreadCount', 0)
      await post('/seen', { chat: chat.id._serialized })
    },
  },
  WAWebChatGetters: { getIsNewsletter: () => false, getIsBroadcast: () => false },
  WALinkify: { findLink: () => null, findLinks: () => [] },
  WAWebMsgKey: MsgKey,
  WAWebGetEphemeralFieldsMsgActionsUtils: { getEphemeralFields: () => ({}) },
  WAWebSendMsgChatAction: {
    addAndSendMsgToChat(_chat, message) {
      const sent = sendToSide(message)
      return [sent, sent]
    },
  },
  WAWebApiContact: {
    getCurrentLid: (id) => lids.get(id._serialized),
    getPhoneNumber: () => undefined,
  },
  WAWebQueryExistsJob: {
    async queryWidExists(id) {
      const { lid } = await (await fetch(`${side}/lid?id=${encodeURIComponent(id._serialized)}`)).json()
      if (lid) lids.set(id._serialized, createWid(lid))
      return { wid: id }
    },
  },
  WAWebDownloadManager: {
    downloadManager: {
      async downloadAndMaybeDecrypt({ directPath }) {
        const answer = await fetch(side + directPath)
        if (!answer.ok) throw Object.assign(new Error('media'), { status: answer.status })
        return answer.arrayBuffer()
      },
    },
  },
}
const lids = new Map()

async function sendToSide(message) {
  const { id, from, to, type, body, pollName, pollOptions } = message
  const answer = await post('/send', { id: id._serialized, to: to._serialized, type, body, pollName, pollOptions })
  if (!answer.ok) throw new Error('the server did not take it')
  add({
    id: { ...id, _serialized: id._serialized },
    from,
    to,
    type,
    body,
    pollName,
    pollOptions,
    ack: 0,
    t: message.t,
    isNewMsg: true,
  })
  // refused at once: before whoever sent it knows its id
  if ((await answer.json()).refused) happens.ack({ id: id._serialized, ack: -1 })
}

const post = (path, body) => fetch(side + path, { method: 'POST', body: JSON.stringify(body) })

const happens = {
  /** a new code to scan */
  ref(ref) {
    Socket.set('state', 'UNPAIRED')
    Conn.set('ref', ref)
  },
  async paired({ session, waiting }) {
    await logins('readwrite', (store) => store.put(session, 'session'))
    Socket.set('state', 'CONNECTED')
    // what came meanwhile is here before anybody listens
    for (const data of waiting) add(data)
    Socket.set('hasSynced', true)
  },
  message: add,
  state: (state) => Socket.set('state', state),
  ack({ id, ack }) {
    const msg = messages.get(id)
    msg?.set('ack', ack)
    if (msg) Msg.trigger('change:ack', msg, ack)
  },
  edit({ id, body, at }) {
    const msg = messages.get(id)
    if (!msg) return
    const before = msg.body
    Object.assign(msg, { body, latestEditSenderTimestampMs: at })
    Msg.trigger('change:body', msg, body, before)
  },
  async vote({ poll, from, chosen, at }) {
    const parent = messages.get(poll)
    await window.require('WAWebAddonPollVoteTableMode').pollVoteTableMode.bulkUpsert([
      {
        id: { _serialized: `vote_${at}` },
        pollUpdateParentKey: parent?.id ?? { _serialized: poll },
        t: at,
        senderTimestampMs: at,
        from: createWid(from),
        selectedOptionLocalIds: chosen,
      },
    ])
  },
  /** unlinked from the phone: the real page says so, forgets its login and shows its first page again */
  async logout() {
    await logins('readwrite', (store) => store.clear())
    Cmd.trigger('logout')
    setTimeout(() => location.assign('/?post_logout=1'), 100)
  },
  /** busy for ever, as a page that went wrong */
  hang() {
    for (;;);
  },
  /** still connected, but what the library listened to is gone */
  deafen() {
    Msg.listeners.clear()
  },
}

window.Debug = { VERSION: '2.3000.0' }
window.require = (name) => {
  if (!(name in modules)) throw new Error(`Requiring unknown module "${name}"`)
  return modules[name]
}

/** Written through to the disk: a browser killed a moment later is still logged in. */
async function logins(mode, act) {
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open('page', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('logins')
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  const transaction = database.transaction('logins', mode, { durability: 'strict' })
  const asked = act(transaction.objectStore('logins'))
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve
    transaction.onabort = () => reject(transaction.error)
  })
  database.close()
  return asked.result
}

async function connect() {
  const session = await logins('readonly', (store) => store.get('session'))
  const stream = new EventSource(`${side}/stream?session=${session ?? ''}`)
  stream.onmessage = ({ data }) => {
    const { kind, value } = JSON.parse(data)
    happens[kind](value)
  }
}
connect()
