// What is said in channels and their threads without a mention, and what is
// said twice.
import assert from 'node:assert/strict';
import { eventually, sleep } from './report.mjs';
import { ALICE, BOB, BOT, CAROL, room } from './workspace.mjs';

export async function threads(test, w) {
  await test('who was answered asks on in the thread without a mention, and nobody else', async () => {
    const { at } = await w.ask(room('talk'), ALICE, `<@${BOT}> mid-level devops salary UK`);
    for (const [user, text] of [
      [BOB, 'and in the US?'], [ALICE, 'thanks, that helps'], [ALICE, 'lol, more than i make'], [ALICE, `<@${BOB}> and in the US?`],
      [ALICE, 'and in germany?'], [BOB, 'what does a senior devops engineer earn in the UK?'],
    ]) await w.say(room('talk'), user, text, at);
    await w.say(room('talk'), ALICE, 'what does a senior devops engineer earn in the UK?'); // outside the thread
    const { got } = await w.ask(room('talk'), ALICE, 'ok, and in the US?', at);
    assert.deepEqual(got.map((c) => c.thread_ts), [at]);
    assert.match(got[0].text, /^Mid-level DevOps Engineer, US: \$110,000–\$160,000/);
    const next = await w.ask(room('talk'), ALICE, 'what about senior?', at);
    assert.match(next.got[0].text, /^Senior DevOps Engineer, US: \$150,000–\$220,000/);
    assert.equal((await w.calls(room('talk'))).length, 3, 'talk is answered');
  });
  await test('who is answered in between goes on instead', async () => {
    const { at } = await w.ask(room('turns'), ALICE, `<@${BOT}> mid-level devops salary UK`);
    await w.ask(room('turns'), BOB, `<@${BOT}> and senior?`, at);
    await w.say(room('turns'), ALICE, 'and in the US?', at);
    const { got } = await w.ask(room('turns'), BOB, 'and for software engineers?', at);
    assert.match(got[0].text, /^Senior Software Engineer, UK: /);
    await sleep(200);
    assert.equal((await w.calls(room('turns'))).length, 3);
  });
  await test('the same answer twice in a channel leads to the first, as long as that stands', async () => {
    const question = `<@${BOT}> senior devops salary UK`;
    const { at } = await w.ask(room('twin'), ALICE, question);
    const [first] = await w.said(room('twin'));
    const second = await w.ask(room('twin'), BOB, question);
    const link = `http://test-workspace.slack.local/archives/${room('twin')}/p${first.ts.replace('.', '')}?thread_ts=${at}&amp;cid=${room('twin')}`;
    assert.equal(second.got[0].text, `I answered this here a few minutes ago: ${link}`);
    assert.equal(second.got[0].thread_ts, second.at);
    const { got } = await w.ask(room('twin'), BOB, 'and in the US?', second.at);
    assert.match(got[0].text, /^Senior DevOps Engineer, US: \$150,000–\$220,000/);

    const dismiss = first.blocks.flatMap((b) => b.elements ?? []).find((e) => e.text?.text === 'Dismiss');
    await w.press(room('twin'), ALICE, first.ts, dismiss);
    await eventually('the answer to go', async () => (await w.said(room('twin'))).every((m) => m.ts !== first.ts));
    const third = await w.ask(room('twin'), CAROL, question);
    assert.match(third.got[0].text, /^Senior DevOps Engineer, UK: £85,000–£130,000/);
  });
  await test('what has no answer gets one line in a channel', async () => {
    const { got } = await w.ask(room('line'), ALICE, `<@${BOT}> what does a nurse earn in London?`);
    assert.doesNotMatch(got[0].text, /\n/);
    assert.match(got[0].text, /^I have nothing on the role of nurse\./);
  });
}
