// The Socket Mode suite: the real binary in a workspace, with two tokens and
// nothing that Slack could call.
import assert from 'node:assert/strict';
import { faults } from './blocks.mjs';
import { ask, Program, UNLIMITED } from './program.mjs';
import { eventually, settled } from './report.mjs';
import { rulebook } from './schema.mjs';
import { offered, whole } from './slack.mjs';
import { ALICE, API, APP_TOKEN, BOB, BOT, TOKEN, WEBHOOKS, Workspace, room } from './workspace.mjs';
import { send } from './wire.mjs';

const PAGE = 'http://127.0.0.1:8080';

// connected holds when /readyz says so and both connections are up.
const connected = async () => {
  if ((await send(`${PAGE}/readyz`, { method: 'GET' })).status !== 200) return false;
  return /^careerbot_slack_connections 2$/m.test((await send(`${PAGE}/metrics`, { method: 'GET' })).body);
};

export async function socket(test, binary) {
  const w = await Workspace.open(['alice', 'bob'], ['slash', 'thread', 'press', 'back'], 'socket');
  const bot = new Program('careerbot', binary, ['serve', '--listen', '127.0.0.1:8080', ...UNLIMITED], {
    SLACK_BOT_TOKEN: TOKEN, SLACK_APP_TOKEN: APP_TOKEN, SLACK_API_URL: API, CAREERBOT_WEBHOOKS: WEBHOOKS, CAREERBOT_KEY: 'test',
  });
  try {
    await bot.ready(connected);
    const one = (title, check) => test(title, check, { needs: bot });
    await answers(one, w, binary);
    await one('nothing listens for Slack', () => assert.rejects(send(`http://${WEBHOOKS}/slack/events`), /ECONNREFUSED/));
    await one("all that was sent holds to Slack's types and limits", async () => {
      const valid = rulebook();
      const sent = [...(await w.calls()), ...(await w.said(room('press'))), ...(await w.acks())];
      assert.ok(sent.length > 5, 'fewer messages than the suite asked for');
      assert.equal(sent.flatMap((m) => faults(valid, m)).join('\n'), '');
    });
    await one('when Slack was away, it is there again by itself', async () => {
      await w.server.stop();
      await eventually('readiness that is lost', async () => (await send(`${PAGE}/readyz`, { method: 'GET' })).status === 503);
      await w.start();
      await eventually('both connections', connected);
      const { got } = await w.ask(room('back'), ALICE, `<@${BOT}> senior devops uk salary`);
      assert.equal(got.length, 1);
      assert.match(got[0].text, /£85,000–£130,000/);
    });
    await one('the log holds no tokens, no tickets, no questions and no people', async () => {
      for (const word of [TOKEN, APP_TOKEN, 'ticket', 'devops', ALICE, BOB]) {
        assert.ok(!bot.output.toLowerCase().includes(word.toLowerCase()), `${word} in:\n${bot.output.slice(0, 1500)}`);
      }
    });
    await test('ends in order when asked to', () => bot.endsInOrder());
  } finally {
    await bot.stop();
    await w.close();
  }
}

// answers: each kind of envelope, and what members get.
async function answers(test, w, binary) {
  await test('a command is answered in its acknowledgement: private, exact, whole', async () => {
    const want = await ask(binary, 'senior devops uk salary');
    const { json, message } = await w.acknowledged(room('slash'), ALICE, 'senior devops uk salary');
    assert.equal(json.response_type, 'ephemeral');
    assert.match(json.text, /£85,000–£130,000/);
    whole(json, want);
    assert.equal(message.ephemeral_to, ALICE);
    const next = await w.acknowledged(room('slash'), ALICE, 'and in the us?');
    assert.match(next.json.text, /\$150,000–\$220,000/);
  });
  await test('a mention that comes four times is answered once, in its thread, and followed up', async () => {
    const { at, got } = await w.ask(room('thread'), ALICE, `<@${BOT}> senior devops uk salary`);
    assert.deepEqual(got.map((c) => [c.method, c.thread_ts]), [['chat.postMessage', at]]);
    whole(got[0], await ask(binary, 'senior devops uk salary'));
    const then = await w.ask(room('thread'), BOB, `<@${BOT}> and in the US?`, at);
    assert.equal(then.got.length, 1);
    assert.match(then.got[0].text, /\$150,000–\$220,000/);
  });
  await test('direct messages are answered', async () => {
    const { got } = await w.ask('D0BOB', BOB, 'what does a senior devops engineer earn in the UK?');
    assert.equal(got.length, 1);
    assert.match(got[0].text, /£85,000–£130,000/);
  });
  await test('a press is answered to the presser alone', async () => {
    const question = 'what does a mid-level devops engineer earn in the UK?';
    const want = await ask(binary, question);
    const { message } = await w.acknowledged(room('press'), ALICE, question);
    const [[button, offer]] = offered(message, want);
    await w.click(room('press'), ALICE, message.ts, button);
    const read = async () => (await w.said(room('press'))).filter((m) => m.text !== message.text);
    await eventually('answer to the press', async () => (await read()).length);
    for (const got of await settled(read)) {
      assert.equal(got.ephemeral_to, ALICE);
      whole(got, await ask(binary, offer.question));
    }
  });
}
