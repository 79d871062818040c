// A Slack workspace played by local-slack. In its events mode a tap does what
// an app's configuration does on Slack: three addresses for events, commands
// and interactions (local-slack knows one). In its socket mode local-slack
// sends everything over each connection, where Slack chooses one.
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { eventually, settled } from './report.mjs';
import { Program } from './program.mjs';
import { Tap, send } from './wire.mjs';

export const BOT = 'U0BOT';
export const SECRET = 'test-signing-secret';
export const TOKEN = 'xoxb-test-token';
export const APP_TOKEN = 'xapp-test-token';
const SLACK = 'http://127.0.0.1:3000';
export const API = `${SLACK}/api/`;
export const WEBHOOKS = '127.0.0.1:4000';
export const ALICE = 'U0ALICE';
export const BOB = 'U0BOB';
export const CAROL = 'U0CAROL'; // is staff
export const MONEY = /[£$€₹¥]\s?\d|\d{2,3},\d{3}|\b\d+\s?k\b/i; // any figure of pay
// A room for each case, so that what is said in one cannot count in another.
export const ROOMS = ['exact', 'twice', 'thread', 'quiet', 'none', 'conflict', 'press', 'self', 'again', 'odd', 'slash', 'money', 'talk', 'turns', 'twin', 'line', 'tell', 'set'];
export const room = (name) => `C0${name.toUpperCase()}`;
const CONTROL = `${SLACK}/_control`;
const TAP = 4001;
const HOME = 'HOME'; // stands for the channel and the message of what is pressed on the Home

export class Workspace {
  posted = []; // { payload, reply } of every interact

  // open starts a workspace with members and channels by name; everybody has a
  // direct conversation with the bot, "dm-" and the name.
  static async open(members, channels, mode = 'events') {
    const w = new Workspace();
    w.tap = new Tap(route);
    await w.tap.listen(TAP);
    const direct = members.map((name) => ({
      id: `D0${name.toUpperCase()}`, name: `dm-${name}`, is_channel: false, is_private: true, is_im: true, members: [`U0${name.toUpperCase()}`, BOT],
    }));
    const everybody = [BOT, ...members.map((name) => `U0${name.toUpperCase()}`)];
    const public_ = channels.map((name) => ({ id: `C0${name.toUpperCase()}`, name, members: everybody }));
    const config = {
      workspace: { name: 'Test', domain: 'test-workspace', teamId: 'T01TEST' },
      app: {
        appId: 'A01APP', botUserId: BOT, botName: 'careerbot', botToken: TOKEN, appToken: APP_TOKEN,
        signingSecret: SECRET, mode, requestUrl: `http://127.0.0.1:${TAP}/`,
      },
      users: members.map((name) => ({ id: `U0${name.toUpperCase()}`, name })),
      channels: [...public_, ...direct],
    };
    w.file = join(mkdtempSync(join(process.env.TMPDIR ?? '/tmp', 'workspace-')), 'slack.json');
    writeFileSync(w.file, JSON.stringify(config));
    await w.start();
    return w;
  }

  // start starts Slack, at first or after its stop. It remembers nothing.
  async start() {
    const home = dirname(createRequire(import.meta.url).resolve('local-slack-linux-x64/package.json'));
    this.server = new Program('local-slack', join(home, 'bin', 'local-slack'), ['--config', this.file, '--port', '3000', '--base-host', '127.0.0.1']);
    await this.server.ready(async () => (await send(`${CONTROL}/state`, { method: 'GET' })).status === 200);
  }

  async close() {
    this.tap.close();
    await this.server.stop();
  }

  async #get(path) {
    return JSON.parse((await send(`${CONTROL}/${path}`, { method: 'GET' })).body);
  }

  async #act(path, body) {
    const got = await send(`${CONTROL}/${path}`, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (got.status !== 200) throw new Error(`local-slack ${path}: ${got.status} ${got.body}`);
    return JSON.parse(got.body);
  }

  // say posts a message as a member and returns its ts.
  async say(channel, user, text, thread_ts) {
    return (await this.#act('message', { channel, user, text, thread_ts })).message.ts;
  }

  // command types a slash command and returns the bot's response to it, as
  // { status, headers, body }, with the message that Slack shows for it.
  async command(channel, user, text) {
    const seen = this.tap.log.length;
    await this.#act('command', { channel, user, command: '/career', text });
    const { reply } = this.tap.log.slice(seen).find((request) => request.path === '/');
    const message = (await this.messages(channel)).at(-1);
    return { reply, json: JSON.parse(reply.body), message };
  }

  // acknowledged types a slash command and returns what the bot acknowledges it
  // with over a connection, with the message that Slack shows for it.
  async acknowledged(channel, user, text) {
    const before = (await this.acks()).length;
    await this.#act('command', { channel, user, command: '/career', text });
    const [json] = await eventually('acknowledgement', async () => {
      const got = (await this.acks()).slice(before);
      return got.length && got;
    });
    return { json, message: (await this.messages(channel)).at(-1) };
  }

  // acks returns the messages with which the bot acknowledged.
  async acks() {
    const { log } = await this.#get('log');
    return log.filter((e) => e.kind === 'ack' && e.detail?.text).map((e) => e.detail);
  }

  // click presses a button of a message, without waiting for anything.
  click(channel, user, messageTs, { type, action_id, block_id, value, text }) {
    return this.#act('interact', { channel, messageTs, user, action: { type, action_id, block_id, value, text } });
  }

  // press presses a button of a message and returns the bot's HTTP response.
  async press(channel, user, messageTs, button) {
    const seen = this.tap.log.length;
    await this.click(channel, user, messageTs, button);
    return this.tap.log.slice(seen).find((request) => request.path === '/').reply;
  }

  // interact posts an interaction that local-slack has no way to start, with a
  // trigger and a response address of its own, and returns the bot's response.
  async interact(payload) {
    const body = new URLSearchParams({ payload: JSON.stringify({ team: { id: 'T01TEST' }, ...payload }) }).toString();
    const reply = await post('/slack/interactions', body, signed(body, { type: 'application/x-www-form-urlencoded' }));
    this.posted.push({ payload, reply });
    return reply;
  }

  // trigger returns what the last command came with that lets a window open.
  trigger() {
    const form = (request) => new URLSearchParams(request.body);
    return form(this.tap.log.findLast((request) => form(request).has('trigger_id'))).get('trigger_id');
  }

  // responseURL returns a response address that was handed out.
  responseURL() {
    const payload = (request) => JSON.parse(new URLSearchParams(request.body).get('payload') ?? '{}');
    return payload(this.tap.log.findLast((request) => payload(request).response_url)).response_url;
  }

  // responses returns what the bot has posted to response addresses.
  responses() {
    return this.tap.log.filter((request) => request.path !== '/').map((request) => JSON.parse(request.body));
  }

  // openHome opens the Home of the bot's as a member.
  openHome(user) {
    return this.#act('open-home', { user });
  }

  // pressHome presses what stands on the Home. local-slack knows presses in
  // messages alone; the tap makes this one what Slack sends.
  pressHome(user, { type, action_id, block_id, value, text, selected_conversation }) {
    return this.#act('interact', { channel: HOME, messageTs: HOME, user, action: { type, action_id, block_id, value: value ?? selected_conversation, text } });
  }

  // views returns the bot's calls of views methods.
  views() {
    return this.called('views.');
  }

  async messages(channel) {
    return (await this.#get(`messages/${channel}`)).messages;
  }

  // called returns the bot's calls of methods that begin so, { method,
  // ...arguments }.
  async called(prefix) {
    const { log } = await this.#get('log');
    return log
      .filter((e) => e.direction === 'from_bot' && e.kind === 'web_api' && e.summary.startsWith(prefix))
      .map((e) => ({ method: e.summary, ...e.detail }));
  }

  // calls returns the bot's calls of chat methods, for one channel or for all.
  async calls(channel) {
    return (await this.called('chat.')).filter((c) => !channel || c.channel === channel);
  }

  // opened returns the windows that the bot has opened.
  async opened() {
    return (await this.views()).filter((c) => c.method === 'views.open').map((c) => c.view);
  }

  // ask says something that is to be answered, waits for the answer, and
  // returns all calls of the bot's for the channel since, once no more come,
  // with the ts of the question.
  async ask(channel, user, text, thread_ts) {
    const before = (await this.calls(channel)).length;
    const at = await this.say(channel, user, text, thread_ts);
    return { at, got: await this.answers(channel, before) };
  }

  async answers(channel, before = 0) {
    const read = async () => (await this.calls(channel)).slice(before);
    await eventually(`answer in ${channel}`, async () => (await read()).length);
    return settled(read);
  }

  // said returns what the bot has written into a room by any way.
  async said(channel) {
    return (await this.messages(channel)).filter((m) => m.bot_id === `B${BOT.slice(1)}`);
  }
}

// route says which of an app's addresses Slack would post to. From private
// messages Slack hands over no message, where local-slack does, and it knows no
// presses on the Home. Response addresses lead through the tap, so that it sees
// what is posted there.
function route(request) {
  if (request.path !== '/') return `${SLACK}${request.path}`;
  if (request.headers['content-type']?.includes('json')) return `http://${WEBHOOKS}/slack/events`;
  const form = new URLSearchParams(request.body);
  if (!form.has('payload')) return `http://${WEBHOOKS}/slack/commands`;
  const payload = JSON.parse(form.get('payload'));
  const onHome = payload.container?.channel_id === HOME;
  if (onHome) toHome(payload);
  if (payload.message?.subtype === 'ephemeral') {
    delete payload.message;
    payload.container.is_ephemeral = true;
  }
  payload.response_url = payload.response_url?.replace(SLACK, `http://127.0.0.1:${TAP}`);
  form.set('payload', JSON.stringify(payload));
  request.body = form.toString();
  Object.assign(request.headers, signed(request.body, { type: request.headers['content-type'] }));
  return `http://${WEBHOOKS}/slack/interactions`;
}

// toHome makes a press in a message one on the Home, which has a view, and no
// message and no address to answer at.
function toHome(payload) {
  for (const name of ['message', 'channel', 'response_url']) delete payload[name];
  payload.container = { type: 'view', view_id: 'V0HOME' };
  payload.view = { id: 'V0HOME', type: 'home', callback_id: 'home', private_metadata: '', state: { values: {} } };
  for (const act of payload.actions.filter((a) => a.type === 'conversations_select')) act.selected_conversation = act.value;
}

// signed returns the headers of a request that Slack has signed; secret and
// at (seconds) are changed to forge one.
export function signed(body, { secret = SECRET, at = Math.floor(Date.now() / 1000), type = 'application/json' } = {}) {
  const mac = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'content-type': type, 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${mac}` };
}

// callback is the body of an event as Slack posts it.
export function callback(event, event_id = `Ev${randomUUID().slice(0, 9).toUpperCase()}`) {
  return JSON.stringify({
    token: 'verification-token', team_id: 'T01TEST', api_app_id: 'A01APP', type: 'event_callback',
    event_id, event_time: Math.floor(Date.now() / 1000), event,
    authorizations: [{ enterprise_id: null, team_id: 'T01TEST', user_id: BOT, is_bot: true, is_enterprise_install: false }],
    is_ext_shared_channel: false,
  });
}

let last = 0;

// ts is a message's time as Slack writes it, never twice the same.
export function ts() {
  last = Math.max(last + 1, Date.now() * 1000 + 500_000);
  return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`;
}

// post sends a request to the bot's webhooks as Slack would.
export function post(path, body, headers = signed(body)) {
  return send(`http://${WEBHOOKS}${path}`, { headers, body });
}
