// The Slack suite's other half: what must be refused, ignored and survived,
// and what holds for all that the bot sends.
import assert from 'node:assert/strict';
import { faults, responseFaults, viewFaults } from './blocks.mjs';
import { rulebook } from './schema.mjs';
import { settled, sleep } from './report.mjs';
import { ALICE, BOB, BOT, ROOMS, SECRET, TOKEN, callback, post, room, signed, ts } from './workspace.mjs';

const PING = /<[!@]/;

// doors: who may post what to the webhooks.
export async function doors(test) {
  const challenge = JSON.stringify({ type: 'url_verification', token: 'x', challenge: 'c0ffee' });
  await test('url_verification gets its challenge', async () => {
    const got = await post('/slack/events', challenge);
    assert.equal(got.status, 200);
    assert.match(got.body, /^(c0ffee|\{"challenge":\s*"c0ffee"\})\s*$/);
  });
  for (const path of ['/slack/events', '/slack/commands', '/slack/interactions']) {
    await test(`${path} refuses what Slack did not sign`, async () => {
      const type = path === '/slack/events' ? 'application/json' : 'application/x-www-form-urlencoded';
      const body = path === '/slack/events' ? challenge : 'command=%2Fcareer&text=senior+devops+uk';
      const stale = Math.floor(Date.now() / 1000) - 600;
      const { 'x-slack-signature': _, ...unsigned } = signed(body, { type });
      for (const [what, headers] of Object.entries({
        'another secret': signed(body, { type, secret: 'another' }),
        'another body': signed(`${body} `, { type }),
        'an old time': signed(body, { type, at: stale }),
        'a time to come': signed(body, { type, at: stale + 1200 }),
        'no signature': unsigned,
        'no headers': { 'content-type': type },
      })) {
        const got = await post(path, body, headers);
        assert.equal(got.status, 401, what);
        assert.doesNotMatch(got.body, /c0ffee|£|secret/, what);
      }
    });
  }
  await test('more than 1 MiB is refused, signed or not', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'x'.repeat(1 << 20) });
    assert.equal((await post('/slack/events', body)).status, 413);
    const unsigned = await post('/slack/events', body, { 'content-type': 'application/json' });
    assert.ok([401, 413].includes(unsigned.status), `unsigned: ${unsigned.status}`);
  });
}

// silences: what must not be answered, and what must not be answered twice.
export async function silences(test, w) {
  // passed waits until the bot has answered something that came later.
  const passed = async () => {
    await w.ask('D0CAROL', 'U0CAROL', 'senior devops uk salary');
    await sleep(100);
  };
  await test('a question that is not put to it stays unanswered', async () => {
    await w.say(room('quiet'), ALICE, 'what does a senior devops engineer earn in the UK?');
    await w.say(room('quiet'), ALICE, `<@${BOB}> do you know?`);
    await passed();
    assert.deepEqual(await w.said(room('quiet')), []);
  });
  await test('itself and other bots stay unanswered', async () => {
    await w.say(room('self'), BOT, `<@${BOT}> senior devops uk salary`);
    await w.say('D0BOB', BOT, 'senior devops uk salary');
    const question = { type: 'message', channel: 'D0BOB', channel_type: 'im', text: 'senior devops uk salary' };
    for (const event of [
      { ...question, user: BOB, bot_id: 'B0OTHER', ts: ts() },
      { ...question, subtype: 'bot_message', bot_id: 'B0OTHER', ts: ts() },
      { ...question, user: BOT, bot_id: 'B0BOT', app_id: 'A01APP', ts: ts() },
      { ...question, user: BOB, subtype: 'channel_join', ts: ts() },
      { ...question, type: 'app_mention', channel: room('self'), user: BOT, text: `<@${BOT}> senior devops uk`, ts: ts() },
      { type: 'message', subtype: 'message_deleted', channel: 'D0BOB', channel_type: 'im', deleted_ts: ts(), ts: ts() },
    ]) {
      assert.equal((await post('/slack/events', callback(event))).status, 200);
    }
    await passed();
    assert.deepEqual(await w.said(room('self')), []);
    assert.deepEqual(await w.said('D0BOB'), []);
  });
  await test('an event that nobody knows is acknowledged', async () => {
    for (const event of [{ type: 'emoji_changed', subtype: 'add', name: 'x' }, { type: 'app_home_opened', user: ALICE, tab: 'home' }, { type: 'message' }, {}]) {
      assert.equal((await post('/slack/events', callback(event))).status, 200, JSON.stringify(event));
    }
    const limited = JSON.stringify({ type: 'app_rate_limited', team_id: 'T01TEST', api_app_id: 'A01APP', minute_rate_limited: 1 });
    assert.equal((await post('/slack/events', limited)).status, 200);
  });
  await test('a component that nobody knows is acknowledged and ignored', async () => {
    const before = (await w.said(room('press'))).length;
    const [message] = await w.said(room('press'));
    for (const button of [{ type: 'button', action_id: 'nobody', value: 'x' }, { type: 'overflow', action_id: 'next' }]) {
      assert.equal((await w.press(room('press'), ALICE, message.ts, button)).status, 200);
    }
    for (const payload of ['{}', '{"type":"shortcut"}', '{"type":"view_submission","view":null}', '[]', '{"type":"block_actions","actions":[]}']) {
      const body = new URLSearchParams({ payload }).toString();
      const got = await post('/slack/interactions', body, signed(body, { type: 'application/x-www-form-urlencoded' }));
      assert.ok([200, 400].includes(got.status), `${payload}: ${got.status}`);
    }
    assert.equal((await settled(() => w.said(room('press')))).length, before);
  });
  await test('a redelivered event is answered once', async () => {
    const at = ts();
    const event = { type: 'app_mention', channel: room('again'), user: ALICE, text: `<@${BOT}> senior devops uk salary`, ts: at, event_ts: at };
    const body = callback(event);
    const retry = { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' };
    const [first, second] = await Promise.all([post('/slack/events', body), post('/slack/events', body)]);
    const third = await post('/slack/events', body, { ...signed(body), ...retry });
    const fourth = await post('/slack/events', callback({ ...event, type: 'message', channel_type: 'channel' }));
    assert.deepEqual([first, second, third, fourth].map((r) => r.status), [200, 200, 200, 200]);
    await w.answers(room('again'));
    await passed();
    assert.equal((await w.said(room('again'))).length, 1);
  });
}

// hostile: text that must be survived, and must not be passed on as a ping.
export async function hostile(test, w) {
  const texts = {
    'calls to everybody': 'senior devops uk salary <!channel> <!here> <!everyone> @everyone <!subteam^S0ALL>',
    'another member': `what does <@${BOB}> earn as a senior devops engineer in the UK?`,
    'nothing': '',
    'spaces': '   \n ',
    'emoji': ':wave: 🎉🎉🎉 👩🏽‍💻',
    'a block of code': '```\nselect * from salaries where role = "devops";\n```',
    'markup': '&lt;script&gt;alert(1)&lt;/script&gt; *_~`> <https://example.com|senior devops>',
    'control characters': 'senior\u0000 devops \u202euk\u200b salary\ufeff',
    '50,000 characters': `${'why oh why '.repeat(4545)} senior devops uk?`,
  };
  for (const [what, text] of Object.entries(texts)) {
    await test(`${what}: one plain answer`, async () => {
      const { got } = await w.ask(room('odd'), ALICE, `<@${BOT}> ${text}`);
      assert.equal(got.length, 1);
      assert.ok(got[0].text.trim().length > 0, 'says nothing');
      assert.doesNotMatch(got[0].text + JSON.stringify(got[0].blocks ?? []), PING);
    });
  }
}

// rules: what holds for everything that was sent in this suite.
export async function rules(test, w, bot) {
  const valid = rulebook();
  const sent = [...(await w.calls()), ...w.tap.log.flatMap(({ reply }) => message(reply))];
  for (const id of [...ROOMS.map(room), 'D0ALICE', 'D0BOB', 'D0CAROL']) sent.push(...(await w.said(id)));
  const responses = w.responses();
  const views = [...(await w.called('views.')), ...w.posted.map(({ reply }) => json(reply))].flatMap(({ view }) => view ?? []);
  const clean = (found) => assert.equal([...new Set(found)].join('\n'), '');
  const named = (m, lines) => lines.map((line) => `${line}\n  in ${JSON.stringify(m.text ?? m.title?.text ?? '').slice(0, 80)}`);
  await test(`all ${sent.length} messages hold to Slack's types and limits`, () => {
    assert.ok(sent.length > 60, 'fewer messages than the suite asked for');
    clean(sent.flatMap((m) => named(m, faults(valid, m))));
  });
  await test(`all ${responses.length} responses do`, () => {
    assert.ok(responses.length > 10, 'fewer responses than the suite asked for');
    clean(responses.flatMap((m) => named(m, responseFaults(valid, m))));
  });
  await test(`all ${views.length} windows do`, () => {
    assert.ok(views.length >= 5, 'fewer windows than the suite asked for');
    clean(views.flatMap((v) => named(v, viewFaults(valid, v))));
  });
  await test('no message pings anybody or is without text', async () => {
    for (const m of [...sent, ...responses.filter((r) => !r.delete_original)]) {
      assert.doesNotMatch(JSON.stringify(m.blocks ?? []) + m.text, PING);
      assert.ok(m.text?.trim(), `no text beside ${JSON.stringify(m.blocks)}`);
    }
  });
  await test('the log holds no secrets, no questions and no people', async () => {
    for (const word of [TOKEN, SECRET, 'devops', 'nurse', 'why oh why', ALICE, BOB]) {
      assert.ok(!bot.output.toLowerCase().includes(word.toLowerCase()), `${word} in:\n${bot.output.slice(0, 1500)}`);
    }
  });
}

// message returns the message in an HTTP response, if there is one.
function message(reply) {
  const said = json(reply);
  return said.text || said.blocks ? [said] : [];
}

// json returns the object in an HTTP response, an empty one for none.
function json(reply) {
  try {
    return JSON.parse(reply.body) ?? {};
  } catch {
    return {};
  }
}
