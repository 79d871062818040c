// The Discord suite: the real binary on a server.
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from './commands.mjs';
import { API, BOT, Guild, TOKEN } from './guild.mjs';
import { requestRules } from './limits.mjs';
import { presses } from './presses.mjs';
import { ask, Program, UNLIMITED } from './program.mjs';
import { eventually, sleep } from './report.mjs';
import { faults } from './requests.mjs';
import { MONEY } from './workspace.mjs';

const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15); // members, presences, message content
const V2 = 1 << 15; // flag of a message that is made of components
const MENTION = `<@${BOT}>`;
const ROOMS = ['general', 'bare', 'thread', 'ping', 'quiet', 'none', 'self', 'twice', 'odd', 'offers', 'money', 'careers'];

export async function discord(test, binary) {
  const g = await Guild.open(['alice', 'bob', 'carol', 'dora', 'other-bot'], ROOMS);
  for (const name of ['dm-alice', 'dm-carol']) await g.direct(name);
  await test('a wrong token ends it with one sentence that names the variable', () => refused(g, binary));
  const kept = ['--state', mkdtempSync(join(process.env.TMPDIR ?? '/tmp', 'state-')), '--staff', `discord:${g.ids.dora}`];
  const bot = start(binary, TOKEN, kept);
  try {
    await bot.ready(() => g.gateway.clients.some((c) => c.identified));
    const one = (title, check) => test(title, check, { needs: bot });
    await questions(one, g, binary);
    await offers(one, g, binary);
    await silences(one, g);
    await commands(one, g, binary);
    await presses(one, g, binary);
    await hostile(one, g);
    await rules(one, g, bot);
    await test('ends in order when asked to', () => bot.endsInOrder());
    await test('what it has kept holds after a restart, and its commands are not registered again', () => restarted(g, binary, kept));
    await test('with the text of all messages it answers a reply that does not ping, and nothing else that is not said to it', () => heard(g, binary, kept));
  } finally {
    await bot.stop();
    await g.close();
  }
}

function start(binary, token, flags = []) {
  return new Program('careerbot', binary, ['serve', '--listen', '127.0.0.1:8080', ...UNLIMITED, ...flags], {
    DISCORD_TOKEN: token, DISCORD_API_URL: API, CAREERBOT_KEY: 'test',
  });
}

async function refused(g, binary) {
  const bot = start(binary, 'a-wrong-token');
  try {
    await eventually('end', () => bot.ended, 15_000);
    assert.equal(bot.ended.code, 1);
    assert.match(bot.output, /DISCORD_TOKEN/);
    assert.doesNotMatch(bot.output, /a-wrong-token/);
  } finally {
    await bot.stop();
  }
}

// restarted runs it once more with what it has kept.
async function restarted(g, binary, kept) {
  const registrations = () => g.tap.log.filter((e) => e.method === 'PUT' && e.path.endsWith('/commands') && e.headers.authorization === `Bot ${TOKEN}`);
  const bot = start(binary, TOKEN, kept);
  try {
    await bot.ready(() => g.gateway.clients.some((c) => c.identified));
    const [got] = await g.replies('thread', await g.say('thread', 'alice', `${MENTION} and mid-level?`));
    assert.match(got.texts, /\$110,000–\$160,000/, 'the conversation of before');
    assert.equal(registrations().length, 1);
    await bot.endsInOrder();
  } finally {
    await bot.stop();
  }
}

// heard runs it with the text of all messages, which its manifest names, too.
async function heard(g, binary, kept) {
  const bot = start(binary, TOKEN, [...kept, '--discord-message-content']);
  const unpinged = async (first) => g.say('ping', 'bob', 'and mid-level?', { to: first.id });
  try {
    await bot.ready(() => g.gateway.clients.some((c) => c.identified));
    const { intents } = g.gateway.clients.find((c) => c.identified);
    assert.equal(intents & PRIVILEGED, 1 << 15);
    const [first] = await g.replies('ping', await g.say('ping', 'bob', `${MENTION} senior devops uk salary`));
    const [got] = await g.replies('ping', await unpinged(first));
    assert.match(got.texts, /£60,000–£85,000/);
    await g.say('quiet', 'bob', 'what does a senior devops engineer earn in the UK?');
    await g.replies('dm-carol', await g.say('dm-carol', 'carol', 'core devops skills'));
    assert.deepEqual(g.posts('quiet'), []);
    await bot.endsInOrder();
  } finally {
    await bot.stop();
  }
}

// plain undoes Discord's markup and evens out white space.
const plain = (text) => text.replace(/[\\*`_\u200b]|^(>|-#|#+) /gm, '').replace(/\s+/g, ' ');

// questions: what members ask, and what they get.
async function questions(test, g, binary) {
  await test('asks for no privileged intent', () => {
    const { intents } = g.gateway.clients.find((c) => c.identified);
    assert.equal(intents & PRIVILEGED, 0);
    return Promise.resolve();
  });
  await test('a mention is answered as a reply that pings nobody, whole', async () => {
    const questions = { alice: 'mid-level software engineer salary US', bob: 'what do devops engineers earn?', carol: 'core devops skills' };
    for (const [user, question] of Object.entries(questions)) {
      const want = await ask(binary, question);
      const got = await g.replies('general', await g.say('general', user, `${MENTION} ${question}`));
      assert.equal(got.length, 1);
      const figures = want.table?.rows.flat().filter((cell) => /\d/.test(cell)) ?? [];
      for (const part of [want.headline, ...want.sources.map((s) => s.heading), ...figures]) {
        assert.ok(plain(got[0].texts).includes(plain(part)), `no ${part} in ${got[0].texts}`);
      }
    }
  });
  await test('a mention that only the text shows is one too', async () => {
    for (const [form, level, figure] of [[MENTION, 'senior', '£85,000–£130,000'], [`<@!${BOT}>`, 'mid-level', '£60,000–£85,000']]) {
      const [got] = await g.replies('bare', await g.say('bare', 'alice', `${form} ${level} devops uk salary`, { bare: true }));
      assert.ok(got.texts.includes(figure), `no ${figure} in ${got.texts}`);
    }
  });
  await test('the same answer once more is a line that leads to the first', async () => {
    const [first] = g.posts('bare');
    const [got] = await g.replies('bare', await g.say('bare', 'bob', `${MENTION} what is the salary of a senior devops engineer in the UK?`));
    assert.ok(got.texts.endsWith(`/channels/${g.twin.guildId}/${g.ids.bare}/${first.id}`), got.texts);
    assert.doesNotMatch(got.texts, MONEY);
  });
  await test('a follow-up changes the country, for its asker alone', async () => {
    await g.replies('thread', await g.say('thread', 'alice', `${MENTION} senior devops uk salary`));
    const [other] = await g.replies('thread', await g.say('thread', 'bob', `${MENTION} and in the US?`));
    assert.doesNotMatch(other.texts.split('\n')[0], /senior.*devops|devops.*senior/i);
    const [got] = await g.replies('thread', await g.say('thread', 'alice', `${MENTION} and in the US?`));
    assert.match(got.texts, /\$150,000–\$220,000/);
    assert.doesNotMatch(got.texts, /£85,000/);
  });
  await test('a reply that pings the bot is answered', async () => {
    const [first] = await g.replies('ping', await g.say('ping', 'alice', `${MENTION} senior devops uk salary`));
    const [got] = await g.replies('ping', await g.say('ping', 'alice', 'and in the US?', { pinged: true, to: first.id }));
    assert.match(got.texts, /\$150,000–\$220,000/);
  });
  await test('a reply that does not ping it stays unanswered', async () => {
    const [first] = g.posts('ping');
    const id = await g.say('ping', 'alice', 'and mid-level?', { to: first.id });
    await g.replies('dm-carol', await g.say('dm-carol', 'carol', 'mid-level devops uk salary'));
    assert.deepEqual(g.posts('ping').filter((p) => p.message_reference?.message_id === id), []);
  });
  await test('a direct message is answered without a mention', async () => {
    const [got] = await g.replies('dm-alice', await g.say('dm-alice', 'alice', 'what does an entry-level devops engineer earn in the UK?'));
    assert.match(got.texts, /£40,000–£55,000/);
  });
  await test('a declined question gets no figure', async () => {
    const got = await g.replies('none', await g.say('none', 'alice', `${MENTION} what does a nurse earn in London?`));
    assert.equal(got.length, 1);
    assert.doesNotMatch(JSON.stringify({ ...got[0], message_reference: 0, nonce: 0, id: 0 }), MONEY);
  });
}

// offers: the next questions, which work when they are asked.
async function offers(test, g, binary) {
  await test('every next question of an answer works', async () => {
    const question = 'what does a mid-level devops engineer earn in the UK?';
    const want = await ask(binary, question);
    const [got] = await g.replies('offers', await g.say('offers', 'alice', `${MENTION} ${question}`));
    assert.ok(want.next.length > 0, 'no next questions');
    for (const offer of want.next) {
      assert.ok(got.presses.some((c) => c.label === offer.label), `no ${offer.label} among ${got.presses.map((c) => c.label)}`);
      const next = await ask(binary, offer.question);
      const [answer] = await g.replies('offers', await g.say('offers', 'bob', `${MENTION} ${offer.question}`));
      assert.ok(plain(answer.texts).includes(plain(next.headline)), `no ${next.headline} in ${answer.texts}`);
    }
  });
  await test('an offer is judged in private, and its amount repeated nowhere', async () => {
    const question = 'got 45k for a junior devops job in Leeds, is that fair?';
    const [open] = await g.replies('money', await g.say('money', 'alice', `${MENTION} ${question}`));
    assert.doesNotMatch(open.texts, /45\s?k|45,?000|£40,000/i);
    const [own] = await g.replies('dm-alice', await g.say('dm-alice', 'alice', question));
    assert.match(own.texts, /£40,000–£55,000/);
  });
}

// silences: what must not be answered, and what must not be answered twice.
async function silences(test, g) {
  const passed = async () => {
    await g.replies('dm-carol', await g.say('dm-carol', 'carol', 'senior devops uk salary'));
    await sleep(100);
  };
  await test('a question that is not put to it stays unanswered', async () => {
    await g.say('quiet', 'alice', 'what does a senior devops engineer earn in the UK?');
    await g.say('quiet', 'alice', `<@${g.ids.bob}> do you know?`);
    await passed();
    assert.deepEqual(g.posts('quiet'), []);
  });
  await test('itself, other bots and webhooks stay unanswered', async () => {
    await g.say('self', 'careerbot', `${MENTION} senior devops uk salary`);
    await g.say('self', 'other-bot', `${MENTION} senior devops uk salary`);
    const message = { id: '400000000000000001', channel_id: g.ids.self, content: `${MENTION} senior devops uk salary`, mentions: [{ id: BOT, username: 'careerbot' }], type: 0 };
    const webhook = { id: '400000000000000002', username: 'hook', discriminator: '0000', bot: true };
    g.gateway.broadcast('MESSAGE_CREATE', { ...message, webhook_id: webhook.id, author: webhook });
    await passed();
    assert.deepEqual(g.posts('self'), []);
  });
  await test('an event that nobody expects is survived', async () => {
    const empty = { id: '400000000000000003', channel_id: g.ids.self };
    g.gateway.broadcast('MESSAGE_CREATE', empty);
    g.gateway.broadcast('MESSAGE_CREATE', { ...empty, id: '400000000000000004', type: 7, content: '', mentions: null, author: null });
    g.gateway.broadcast('SOMETHING_NEW', { id: '1' });
    g.gateway.broadcast('INTERACTION_CREATE', { id: '400000000000000005', type: 3, token: 'x', version: 1, channel_id: g.ids.self, data: { custom_id: 'nobody', component_type: 2 } });
    await passed();
    assert.deepEqual(g.posts('self'), []);
  });
  await test('a message that arrives twice is answered once', async () => {
    const id = await g.say('twice', 'alice', `${MENTION} senior devops uk salary`);
    const author = { id: g.ids.alice, username: 'alice', discriminator: '0' };
    const again = { id, channel_id: g.ids.twice, guild_id: g.twin.guildId, type: 0, content: `${MENTION} senior devops uk salary`, author, mentions: [{ id: BOT, username: 'careerbot' }], timestamp: new Date().toISOString() };
    g.gateway.broadcast('MESSAGE_CREATE', again);
    await g.replies('twice', id);
    await passed();
    assert.equal(g.posts('twice').length, 1);
  });
}

// hostile: text that must be survived, and must not be passed on as a ping.
async function hostile(test, g) {
  const texts = {
    'calls to everybody': 'senior devops uk salary @everyone @here <@&100000000000000001>',
    'another member': `what does <@${g.ids.bob}> earn as a senior devops engineer in the UK?`,
    'nothing': '',
    'emoji': '🎉🎉🎉 👩🏽‍💻 <:party:100000000000000009>',
    'a block of code': '```sql\nselect * from salaries where role = "devops";\n```',
    'markup': '**senior** [devops](https://example.com) ||uk|| > # - salary',
    'control characters': 'senior\u0007 devops \u202euk\u200b salary\ufeff',
    '4,000 characters': `${'why oh why '.repeat(361)} senior devops uk?`,
  };
  for (const [what, text] of Object.entries(texts)) {
    await test(`${what}: one plain answer`, async () => {
      const got = await g.replies('odd', await g.say('odd', 'alice', `${MENTION} ${text}`));
      assert.equal(got.length, 1);
      assert.ok(got[0].texts.trim(), 'says nothing');
    });
  }
}

// rules: what holds for everything that was sent in this suite.
async function rules(test, g, bot) {
  const sent = [...ROOMS, 'dm-alice', 'dm-carol'].flatMap((room) => g.posts(room));
  await test(`all ${g.tap.log.length} requests hold to Discord's types and limits`, async () => {
    assert.ok(sent.length > 20, 'fewer messages than the suite asked for');
    const valid = requestRules();
    const found = g.tap.log.flatMap((e) => faults(valid, { ...e, path: e.path.replace('/api/v10/', '') }));
    assert.equal(found.join('\n'), '');
    for (const m of sent) {
      assert.equal(m.status, 200);
      assert.equal(m.flags & V2, V2, 'sent in a plainer layout');
    }
  });
  await test('no message pings anybody', async () => {
    for (const m of sent) {
      assert.deepEqual(m.allowed_mentions?.parse, [], m.texts);
      assert.equal(m.allowed_mentions.replied_user ?? false, false);
      assert.equal((m.allowed_mentions.users ?? []).length + (m.allowed_mentions.roles ?? []).length, 0);
      assert.doesNotMatch(m.texts, /@everyone|@here|<@/);
      assert.equal(m.message_reference.fail_if_not_exists, false, 'a deleted question fails its answer');
    }
  });
  await test('the log holds no secrets, no questions and no people', async () => {
    for (const word of [TOKEN, 'devops', 'nurse', 'why oh why', 'alice', g.ids.alice, g.ids.bob]) {
      assert.ok(!bot.output.toLowerCase().includes(word.toLowerCase()), `${word} in:\n${bot.output.slice(0, 1500)}`);
    }
  });
}
