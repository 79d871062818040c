// A Discord server played by discord-digital-twin, with a tap on its REST
// side. What the twin leaves out and a bot sees on Discord is added here:
// users that a message mentions, what it replies to, and direct conversations.
import http from 'node:http';
import { DigitalDiscord } from 'discord-digital-twin';
import { eventually, settled } from './report.mjs';
import { Tap } from './wire.mjs';

export const TOKEN = 'test-bot-token';
export const API = 'http://127.0.0.1:3006/api/v10/';
export const BOT = '100000000000000004';
const GUILD = '100000000000000001';
const PORT = 3005;
const TEXT = 0;
const DIRECT = 1;
const REPLY = 19; // type of a message

export class Guild {
  // open starts a server with users and channels; ids maps names to ids.
  static async open(users, channels) {
    const g = new Guild();
    g.ids = {};
    [...users, ...channels].forEach((name, i) => (g.ids[name] = String(200000000000000000n + BigInt(i))));
    g.twin = new DigitalDiscord({
      guild: { name: 'Careers', id: GUILD },
      channels: channels.map((name) => ({ name, type: TEXT, id: g.ids[name] })),
      users: users.map((name) => ({ username: name, id: g.ids[name], bot: name.endsWith('-bot') })),
      botUser: { id: BOT, username: 'careerbot' },
      botToken: TOKEN,
    });
    await onLoopback(() => g.twin.start());
    g.gateway = g.twin.server.gateway;
    g.gateway.broadcastMessageCreate = (message, guild_id) => g.#create(message, guild_id);
    g.tap = new Tap(({ path }) => `http://127.0.0.1:${PORT}${path}`);
    await g.tap.listen(3006);
    return g;
  }

  async close() {
    this.tap.close();
    await this.twin.stop();
  }

  // create tells the bot of a message. Discord names the mentioned users and the
  // message that is replied to, and leaves guild_id out of direct messages.
  async #create(message, guild_id) {
    if (message.author.id === BOT) return this.gateway.broadcast('MESSAGE_CREATE', { ...message, ...(guild_id && { guild_id }), mentions: [] });
    const named = this.bare ? [] : [...message.content.matchAll(/<@!?(\d+)>/g)].map((m) => m[1]);
    const ids = new Set([...named, ...(this.pinged ?? [])]);
    const mentions = await this.twin.prisma.user.findMany({ where: { id: { in: [...ids] } } });
    const users = mentions.map((u) => ({ id: u.id, username: u.username, discriminator: '0', avatar: null, bot: u.bot }));
    const to = message.message_reference && await this.twin.prisma.message.findUnique({ where: { id: message.message_reference.message_id } });
    const replied = to && { type: REPLY, referenced_message: { id: to.id, channel_id: to.channelId, author: { id: to.authorId, username: 'x' }, content: to.content } };
    this.gateway.broadcast('MESSAGE_CREATE', { ...message, ...(guild_id && { guild_id }), ...replied, mentions: users });
  }

  // direct opens a direct conversation with the bot and names it.
  async direct(name) {
    this.ids[name] = String(300000000000000000n + BigInt(Object.keys(this.ids).length));
    await this.twin.prisma.channel.create({ data: { id: this.ids[name], type: DIRECT, name } });
  }

  // say posts a message: bare leaves its mentions out, pinged adds the bot as
  // a reply that pings does, to is the message that it replies to.
  async say(channel, user, content, { bare = false, pinged = false, to } = {}) {
    const author = user === 'careerbot' ? BOT : this.ids[user];
    this.bare = bare;
    this.pinged = pinged ? [BOT] : [];
    const messageReference = to && { message_id: to, channel_id: this.ids[channel], guild_id: GUILD };
    const { id } = await this.twin.channel(this.ids[channel]).user(author).sendMessage({ content, messageReference });
    return id;
  }

  // posts returns the messages that the bot has sent, as it sent them, with
  // the ids that they got, their texts, and what can be pressed.
  posts(channel) {
    return this.tap.log
      .filter((e) => e.method === 'POST' && e.path.endsWith(`/channels/${this.ids[channel]}/messages`) && e.reply)
      .map((e) => ({ ...JSON.parse(e.body), id: JSON.parse(e.reply.body).id, status: e.reply.status }))
      .map((m) => ({ ...m, texts: texts(m), presses: parts(m).filter((c) => c.custom_id) }));
  }

  // replies waits for the answer to a message and returns all of them.
  async replies(channel, id) {
    const read = () => this.posts(channel).filter((p) => p.message_reference?.message_id === id);
    await eventually(`reply to ${id} in ${channel}`, () => read().length);
    return settled(read);
  }
}

// parts returns all components of a message, those in others too.
export function parts(message) {
  return (message.components ?? []).flatMap((c) => [c, ...parts(c)]);
}

// texts returns what a message says, however it is laid out.
function texts(message) {
  return [message.content, ...parts(message).map((c) => c.content)].filter(Boolean).join('\n');
}

// onLoopback runs start, in which a server that would listen everywhere, on
// any port, listens on one port of the loopback.
async function onLoopback(start) {
  const { listen } = http.Server.prototype;
  http.Server.prototype.listen = function (_, done) {
    return listen.call(this, PORT, '127.0.0.1', done);
  };
  try {
    await start();
  } finally {
    http.Server.prototype.listen = listen;
  }
}
