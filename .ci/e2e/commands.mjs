// Commands, buttons, menus and windows of Discord, over the gateway.
import assert from 'node:assert/strict';
import { BOT, parts, TOKEN } from './guild.mjs';
import { ask } from './program.mjs';
import { eventually } from './report.mjs';
import { MONEY } from './workspace.mjs';

const PRIVATE = 1 << 6; // flag of a message that one person alone sees
const [MESSAGE, LATER, SILENT, IN_PLACE, CHOICES, WINDOW] = [4, 5, 6, 7, 8, 9]; // kinds of answers
const [COMMAND, PRESS, TYPING, SUBMIT] = [2, 3, 4, 5]; // kinds of interactions
export const ROOM = 'careers';
export const plain = (text) => text.replace(/[\\*`_\u200b]|^(>|-#|#+) /gm, '').replace(/\s+/g, ' ');

// A Member types commands and presses buttons in a room.
export class Member {
  constructor(g, name) {
    this.g = g;
    this.id = g.ids[name];
  }

  // interact sends an interaction and returns the answer to it.
  async interact(type, data, messageId) {
    const { id } = await this.g.twin.simulateInteraction({ type, channelId: this.g.ids[ROOM], userId: this.id, data, messageId });
    const path = `/interactions/${id}/`;
    const call = await eventually(`answer to ${JSON.stringify(data)}`, () => this.g.tap.log.find((e) => e.path.includes(path) && e.reply));
    assert.equal(call.reply.status, 204, call.reply.body);
    const { type: kind, data: said } = JSON.parse(call.body);
    const row = await this.g.twin.prisma.interactionResponse.findUnique({ where: { interactionId: id } });
    if (kind === IN_PLACE) await this.#keepPrivate(messageId);
    return { kind, ...said, texts: texts(said), presses: parts(said ?? {}).filter((c) => c.custom_id), message: row.messageId, token: row.interactionToken };
  }

  // keepPrivate mends what the twin forgets: a private reply stays private when
  // it is changed.
  async #keepPrivate(id) {
    const { flags } = await this.g.twin.prisma.message.findUnique({ where: { id } });
    await this.g.twin.prisma.message.update({ where: { id }, data: { flags: flags | PRIVATE } });
  }

  type(name, options = {}) {
    return this.interact(COMMAND, { id: '1', name, type: 1, options: list(options) });
  }

  press(answer, label, values) {
    const c = answer.presses.find((p) => p.label === label || p.placeholder === label);
    assert.ok(c, `no ${label} among ${answer.presses.map((p) => p.label ?? p.placeholder)}`);
    return this.interact(PRESS, { custom_id: c.custom_id, component_type: c.type, values: values?.(c) }, answer.message ?? answer.id);
  }

  // followed returns what was said after an answer: calls with its token.
  followed(answer, method) {
    return eventually(`${method} after ${answer.kind}`, () => this.g.tap.log.find((e) => e.method === method && e.path.includes(`/webhooks/${BOT}/${answer.token}`) && e.reply));
  }
}

const list = (options) => Object.entries(options).map(([name, value]) => ({ name, type: 3, value }));
export const texts = (said) => [said?.content, ...parts(said ?? {}).map((c) => c.content)].filter(Boolean).join('\n');

export async function commands(test, g, binary) {
  const alice = new Member(g, 'alice');
  await test('its commands are registered, once', async () => {
    const read = () => g.tap.log.filter((e) => e.method === 'PUT' && e.path.endsWith(`/applications/${BOT}/commands`) && e.headers.authorization === `Bot ${TOKEN}` && e.reply);
    await eventually('registration', () => read().length);
    assert.equal(read().length, 1);
    const names = JSON.parse(read()[0].body).map((c) => c.name);
    for (const name of ['career', 'career-pay', 'career-compare', 'career-help', 'career-privacy']) assert.ok(names.includes(name), `no ${name} among ${names}`);
  });
  await typed(test, alice, binary);
  await pressed(test, alice, g);
  await lookedUp(test, alice, g);
}

// typed: commands with options, and what is suggested while they are typed.
async function typed(test, alice, binary) {
  await test('a command is answered to its asker alone, as the terminal answers', async () => {
    for (const question of ['mid devops pay manchester?', 'senior software engineer salary US', 'core devops skills', 'no cs degree, will anyone hire me']) {
      const got = await alice.type('career', { question });
      const want = await ask(binary, question);
      assert.equal(got.kind, MESSAGE);
      assert.equal(got.flags & PRIVATE, PRIVATE);
      assert.ok(plain(got.texts).includes(plain(want.headline)), `no ${want.headline} in ${got.texts}`);
    }
  });
  await test('options make a question', async () => {
    const pay = await alice.type('career-pay', { role: 'DevOps Engineer', level: 'Senior', country: 'US' });
    assert.match(pay.texts, /\$150,000–\$220,000/);
    assert.match((await alice.type('career-compare', { feature: 'On-call' })).texts, /incident response/);
    assert.match((await alice.type('career-help')).texts, /\/career-pay role level country/);
  });
  await test('what is being typed is completed from the articles', async () => {
    const options = [{ name: 'role', type: 3, value: 'soft', focused: true }];
    const got = await alice.interact(TYPING, { id: '1', name: 'career-pay', type: 1, options });
    assert.equal(got.kind, CHOICES);
    assert.deepEqual(got.choices, [{ name: 'Software Engineer', value: 'Software Engineer' }]);
  });
}

// pressed: buttons and menus, under private replies and public ones.
async function pressed(test, alice, g) {
  await test('a menu changes the answer in its place', async () => {
    const first = await alice.type('career', { question: 'senior devops salary uk' });
    const next = await alice.press(first, 'Country', (c) => [c.options.find((o) => o.label === 'US').value]);
    assert.equal(next.kind, IN_PLACE);
    assert.match(next.texts, /\$150,000–\$220,000/);
  });
  await test('a private answer is posted for all without the words of its question', async () => {
    const first = await alice.type('career', { question: 'whats mid devops pay in the uk, asking for my cousin' });
    const got = await alice.press(first, first.presses.find((c) => c.label?.startsWith('Post in')).label);
    assert.equal(got.kind, SILENT);
    const post = await alice.followed(got, 'POST');
    assert.match(post.body, /£60,000–£85,000/);
    assert.doesNotMatch(post.body, /cousin/);
    await alice.followed(got, 'PATCH');
  });
  await test('an offer check can be posted nowhere', async () => {
    const got = await alice.type('career', { question: 'got 45k for a junior devops job in Leeds, is that fair?' });
    assert.match(got.texts, /£40,000–£55,000/);
    assert.ok(!got.presses.some((c) => /^(Post|Send|Chart)/.test(c.label)), JSON.stringify(got.presses));
  });
  await test('a button under a public answer is answered to who pressed it', async () => {
    const [reply] = await g.replies(ROOM, await g.say(ROOM, 'bob', `<@${BOT}> mid-level software engineer salary US`));
    const thanks = await alice.press(reply, 'Helpful');
    assert.equal(thanks.flags & PRIVATE, PRIVATE);
    const why = await alice.press(reply, 'Not helpful');
    assert.ok(why.presses.some((c) => c.label === 'Wrong figure'), JSON.stringify(why.presses));
  });
  await test('a button of nobody is answered politely', async () => {
    const got = await alice.interact(PRESS, { custom_id: '1.up..x.y', component_type: 2 });
    assert.match(got.texts, /older version/);
    assert.doesNotMatch(got.texts, MONEY);
  });
}

// lookedUp: the menu of a message, and the windows.
async function lookedUp(test, alice, g) {
  const menu = async (user, content) => {
    const id = await g.say(ROOM, user, content);
    const message = { id, content, channel_id: g.ids[ROOM], author: { id: g.ids[user], username: user } };
    return alice.interact(COMMAND, { id: '2', name: 'Look up in career articles', type: 3, target_id: id, resolved: { messages: { [id]: message } } });
  };
  await test('a message that is looked up is answered in private, and posted by its author alone', async () => {
    const others = await menu('bob', 'what do mid-level devops engineers earn in the uk?');
    assert.equal(others.flags & PRIVATE, PRIVATE);
    assert.match(others.texts, /£60,000–£85,000/);
    assert.ok(!others.presses.some((c) => c.label === 'Post as reply'));
    const own = await menu('alice', 'what do mid-level devops engineers earn in the uk?');
    assert.ok(own.presses.some((c) => c.label === 'Post as reply'));
  });
  await test('the question of a preview can be changed in a window', async () => {
    const preview = await menu('alice', 'mid devops pay uk');
    const opened = await alice.press(preview, 'Edit question');
    assert.equal(opened.kind, WINDOW);
    const components = [{ type: 18, component: { type: 4, custom_id: 'text', value: 'senior devops pay us' } }];
    const edited = await alice.interact(SUBMIT, { custom_id: opened.custom_id, components }, preview.message);
    assert.equal(edited.kind, IN_PLACE);
    assert.match(edited.texts, /\$150,000–\$220,000/);
  });
  await test('a chart comes as a picture with its words', async () => {
    const first = await alice.type('career', { question: 'devops pay uk by level' });
    const got = await alice.press(first, 'Chart');
    assert.equal(got.kind, LATER);
    const picture = await alice.followed(got, 'PATCH');
    assert.match(picture.headers['content-type'], /^multipart\/form-data/);
    assert.match(picture.body, /"description":"Bar chart\./);
  });
}
