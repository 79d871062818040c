// The Slack suite: the real binary in a workspace.
import assert from 'node:assert/strict';
import { cells } from './blocks.mjs';
import { cards } from './cards.mjs';
import { editors } from './editors.mjs';
import { home } from './home.mjs';
import { ask, Program, UNLIMITED } from './program.mjs';
import { eventually, settled } from './report.mjs';
import { windows } from './windows.mjs';
import { doors, hostile, rules, silences } from './slack-guard.mjs';
import { threads } from './threads.mjs';
import { ALICE, API, BOB, BOT, CAROL, MONEY, ROOMS, SECRET, TOKEN, WEBHOOKS, Workspace, room } from './workspace.mjs';
import { send } from './wire.mjs';

export async function slack(test, binary) {
  const w = await Workspace.open(['alice', 'bob', 'carol'], ROOMS);
  const bot = new Program('careerbot', binary, ['serve', '--listen', '127.0.0.1:8080', '--staff', `slack:${CAROL}`, ...UNLIMITED], {
    SLACK_BOT_TOKEN: TOKEN, SLACK_SIGNING_SECRET: SECRET, SLACK_API_URL: API, CAREERBOT_WEBHOOKS: WEBHOOKS, CAREERBOT_KEY: 'test',
  });
  try {
    await bot.ready(async () => (await send(`http://${WEBHOOKS}/slack/events`, { method: 'GET' })).status > 0);
    const one = (title, check) => test(title, check, { needs: bot });
    await doors(one);
    await questions(one, w, binary);
    await offers(one, w);
    await presses(one, w, binary);
    await cards(one, w);
    await windows(one, w);
    await home(one, w);
    await editors(one, w);
    await threads(one, w);
    await silences(one, w);
    await hostile(one, w);
    await rules(one, w, bot);
    await test('ends in order when asked to', () => bot.endsInOrder());
  } finally {
    await bot.stop();
    await w.close();
  }
}

// plain undoes what Slack's text escapes, and evens out white space.
const plain = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').replace(/\s+/g, ' ');

// whole checks that a message says all that the terminal says, to people who
// see blocks and to those who are read the text.
export function whole(message, want) {
  const text = plain(message.text);
  for (const line of want.text.split('\n')) assert.ok(text.includes(plain(line).trim()), `text has no ${JSON.stringify(line)}: ${text}`);
  const wanted = [want.headline, ...(want.table?.rows.flat() ?? []), ...want.sources.map((s) => s.heading)];
  const shown = plain(JSON.stringify(message.blocks ?? []).replaceAll('\\"', '"').replaceAll('\\n', ' '));
  for (const part of wanted) assert.ok(shown.includes(plain(part)), `blocks have no ${JSON.stringify(part)}: ${shown}`);
  if (want.table) {
    const table = message.blocks.find((b) => b.type === 'table' || b.type === 'data_table');
    assert.ok(table, 'a table of the answer is no table block');
    for (const cell of want.table.rows.flat()) assert.ok(cells(table).some((c) => c.includes(cell)), `table has no ${cell}`);
  }
}

const buttons = (message) => (message.blocks ?? []).flatMap((b) =>
  (b.type === 'actions' ? b.elements : []).filter((e) => e.type === 'button').map((e) => ({ ...e, block_id: b.block_id })));

// offered returns the buttons that ask the next questions of an answer.
export function offered(message, want) {
  const found = want.next.map((o) => [buttons(message).find((b) => b.text.text === o.label), o]);
  for (const [button, offer] of found) assert.ok(button, `no button ${JSON.stringify(offer.label)}`);
  return found;
}

// questions: what members ask, and what they get.
async function questions(test, w, binary) {
  await test('a command is answered in its response: private, exact, whole', async () => {
    const want = await ask(binary, 'senior devops uk salary');
    const { reply, json } = await w.command(room('slash'), ALICE, 'senior devops uk salary');
    assert.equal(reply.status, 200);
    assert.match(reply.headers['content-type'], /^application\/json/);
    assert.equal(json.response_type, 'ephemeral');
    assert.match(json.text, /£85,000–£130,000/);
    whole(json, want);
    assert.ok(want.sources.length > 0, 'the answer cites nothing');
    assert.ok(offered(json, want).length > 0, 'no next questions');
  });
  await test('tables arrive as tables, lists and passages whole', async () => {
    for (const question of ['what do devops engineers earn?', 'salaries of software engineers in the UK', 'core devops skills', 'on-call: devops or software engineer?', 'how will AI affect devops?']) {
      const want = await ask(binary, question);
      const { json } = await w.command(room('slash'), BOB, question);
      assert.equal(json.response_type, 'ephemeral');
      whole(json, want);
    }
    assert.ok((await ask(binary, 'what do devops engineers earn?')).table, 'no table for all levels');
  });
  await test('the next command continues that, for its asker alone', async () => {
    const other = await w.command(room('slash'), BOB, 'and in the us?');
    assert.doesNotMatch(other.json.text.split('\n')[0], /senior.*devops|devops.*senior/i, 'another member continues it');
    const { json } = await w.command(room('slash'), ALICE, 'and in the us?');
    assert.equal(json.response_type, 'ephemeral');
    assert.match(json.text, /\$150,000–\$220,000/);
  });
  await test('an empty command and "help" explain, privately', async () => {
    for (const text of ['', 'help']) {
      const { json } = await w.command(room('slash'), ALICE, text);
      assert.equal(json.response_type, 'ephemeral');
      assert.ok(json.text.length > 20, `help is ${JSON.stringify(json.text)}`);
    }
  });
  await test('a mention is answered once, in its thread, without unfurling', async () => {
    const want = await ask(binary, 'mid-level software engineer salary US');
    const { at, got } = await w.ask(room('twice'), ALICE, `<@${BOT}> mid-level software engineer salary US`);
    assert.equal(got.length, 1, 'message and app_mention make one reply');
    assert.equal(got[0].method, 'chat.postMessage');
    assert.equal(got[0].thread_ts, at);
    for (const flag of ['unfurl_links', 'unfurl_media']) assert.equal(String(got[0][flag]), 'false', flag);
    whole(got[0], want);
  });
  await test('a follow-up in the thread changes the country, whoever asks it', async () => {
    const { at, got: [first] } = await w.ask(room('thread'), ALICE, `<@${BOT}> senior devops uk salary`);
    assert.match(first.text, /£85,000–£130,000/);
    const { got } = await w.ask(room('thread'), BOB, `<@${BOT}> and in the US?`, at);
    assert.deepEqual(got.map((c) => c.thread_ts), [at]);
    assert.match(got[0].text, /\$150,000–\$220,000/);
    assert.doesNotMatch(got[0].text, /£85,000/);
  });
  await test('direct messages are answered without a mention, and followed up', async () => {
    const first = await w.ask('D0ALICE', ALICE, 'what does a senior devops engineer earn in the UK?');
    assert.equal(first.got.length, 1);
    assert.match(first.got[0].text, /£85,000–£130,000/);
    const second = await w.ask('D0ALICE', ALICE, 'and in the US?', first.got[0].thread_ts);
    assert.match(second.got[0].text, /\$150,000–\$220,000/);
  });
  await test('two figures that disagree are both shown, with their sections', async () => {
    const want = await ask(binary, 'senior software engineer salary US');
    const { got: [got] } = await w.ask(room('conflict'), ALICE, `<@${BOT}> senior software engineer salary US`);
    for (const range of ['$140,000–$200,000', '$140,000–$250,000+']) assert.ok(got.text.includes(range), range);
    for (const s of want.sources) assert.ok(plain(got.text).includes(s.heading), s.heading);
    assert.ok(want.sources.length > 1, 'one section cited');
  });
  await test('a declined question gets no figure', async () => {
    const { got } = await w.ask(room('none'), ALICE, `<@${BOT}> what does a nurse earn in London?`);
    assert.equal(got.length, 1);
    const { json } = await w.command(room('none'), ALICE, 'what does a nurse earn in London?');
    assert.equal(json.response_type, 'ephemeral');
    for (const message of [got[0], json]) assert.doesNotMatch(message.text + JSON.stringify(message.blocks ?? []), MONEY);
  });
}

// offers: what a member was offered is nobody else's business.
async function offers(test, w) {
  await test('an offer is judged for its asker alone, and its amount repeated nowhere', async () => {
    const question = 'got 45k for a junior devops job in Leeds, is that fair?';
    const { got } = await w.ask(room('money'), ALICE, `<@${BOT}> ${question}`);
    assert.deepEqual(got.map((c) => [c.method, c.user]), [['chat.postEphemeral', ALICE]]);
    const { json } = await w.command(room('money'), ALICE, question);
    assert.equal(json.response_type, 'ephemeral');
    for (const message of [got[0], json]) {
      assert.match(message.text, /£40,000–£55,000/);
      assert.doesNotMatch(JSON.stringify(buttons(message)), /45\s?k|45,?000/i);
    }
  });
}

// presses: buttons under private and public answers.
async function presses(test, w, binary) {
  // press returns the one message that a press has added or replaced.
  const press = async (channel, user, message, button) => {
    const known = new Set((await w.said(channel)).map((m) => JSON.stringify(m)));
    const read = async () => (await w.said(channel)).filter((m) => !known.has(JSON.stringify(m)));
    const reply = await w.press(channel, user, message.ts, button);
    assert.equal(reply.status, 200);
    await eventually('answer to the press', async () => (await read()).length);
    const got = await settled(read);
    assert.equal(got.length, 1, 'one press, one answer');
    return got[0];
  };
  await test('every next question of a private answer works', async () => {
    const question = 'what does a mid-level devops engineer earn in the UK?';
    const want = await ask(binary, question);
    for (const i of want.next.keys()) {
      const { message } = await w.command(room('press'), ALICE, question);
      assert.equal(message.ephemeral_to, ALICE);
      const [button, offer] = offered(message, want)[i];
      const got = await press(room('press'), ALICE, message, button);
      assert.equal(got.ephemeral_to, ALICE, 'stays private');
      whole(got, await ask(binary, offer.question));
      assert.match(got.text, /\d/, 'holds its figures');
    }
  });
  await test('a press under a public answer is answered to the presser alone', async () => {
    const question = 'entry-level devops salary UK';
    const want = await ask(binary, question);
    await w.ask(room('exact'), ALICE, `<@${BOT}> ${question}`);
    const [message] = await w.said(room('exact'));
    const [[button, offer]] = offered(message, want);
    const got = await press(room('exact'), BOB, message, button);
    assert.notEqual(got.ts, message.ts, 'replaces what everybody sees');
    assert.deepEqual([got.subtype, got.ephemeral_to], ['ephemeral', BOB]);
    whole(got, await ask(binary, offer.question));
  });
}
