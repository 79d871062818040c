// What can be done with an answer: posted, kept, read on, voted on, dismissed.
import assert from 'node:assert/strict';
import { eventually, settled } from './report.mjs';
import { ALICE, BOB, BOT, room } from './workspace.mjs';

const elements = (message) => (message.blocks ?? []).flatMap((b) => (b.elements ?? []).map((e) => ({ ...e, block_id: b.block_id })));

// find returns the button of that label; those of votes stand in one element.
export function find(message, label) {
  for (const e of elements(message)) {
    if (e.type === 'button' && e.text.text === label) return e;
    for (const vote of [e.positive_button, e.negative_button]) {
      if (vote?.text.text === label) return { type: 'feedback_buttons', action_id: e.action_id, block_id: e.block_id, value: vote.value };
    }
  }
  assert.fail(`no button ${JSON.stringify(label)} in ${JSON.stringify(elements(message))}`);
}

export async function cards(test, w) {
  // press returns the messages that a press has added or replaced.
  const press = async (channel, user, message, label, count = 1) => {
    const known = new Set((await w.said(channel)).map((m) => JSON.stringify(m)));
    const read = async () => (await w.said(channel)).filter((m) => !known.has(JSON.stringify(m)));
    assert.equal((await w.press(channel, user, message.ts, find(message, label))).status, 200);
    await eventually(`answer to ${label}`, async () => (await read()).length >= count);
    const got = await settled(read);
    assert.equal(got.length, count, `${label}: ${JSON.stringify(got)}`);
    return got;
  };
  const question = 'whats mid devops pay in Leeds, asking for my friend Xavier';

  await test('an answer is posted for all by how it was read, and once', async () => {
    const { message } = await w.command(room('press'), ALICE, question);
    const got = await press(room('press'), ALICE, message, 'Post in #press', 2);
    const open = got.find((m) => !m.ephemeral_to);
    assert.ok(open, 'nothing for all');
    assert.match(open.text, /^Asked in this channel: Pay, Mid-level DevOps Engineer, UK\n\nMid-level DevOps Engineer, UK: £60,000–£85,000/);
    assert.doesNotMatch(JSON.stringify(open), /xavier|friend|whats/i);
    assert.match(got.find((m) => m.ephemeral_to === ALICE).text, /^Posted/);
  });
  await test('a section is read beside the answer', async () => {
    const { message } = await w.command(room('press'), ALICE, 'core devops skills');
    const [got] = await press(room('press'), ALICE, message, 'Read section');
    assert.equal(got.ephemeral_to, ALICE);
    assert.notEqual(got.ts, message.ts, 'takes the place of the answer');
    assert.match(got.text, /^Core DevOps engineering skills/);
  });
  await test('a chart is a picture beside the answer, uploaded once, and a table on request', async () => {
    const { message } = await w.command(room('press'), ALICE, 'devops and software engineer salaries in the UK');
    for (const user of [ALICE, BOB]) {
      const [got] = await press(room('press'), user, message, 'Chart');
      assert.equal(got.ephemeral_to, user);
      assert.notEqual(got.ts, message.ts, 'takes the place of the answer');
      const { slack_file, alt_text } = got.blocks.find((b) => b.type === 'image');
      assert.match(slack_file.id, /^F/);
      for (const words of [got.text, alt_text]) assert.match(words, /£60,000–£85,000.*£85,000–£130,000/s);
      const [table] = await press(room('press'), user, got, 'Show as a table');
      assert.equal(table.ts, got.ts, 'stands beside the picture');
      assert.ok(table.blocks.some((b) => b.type === 'table'), 'no table');
    }
    const files = await w.called('files.');
    assert.deepEqual(files.map((c) => c.method), ['files.getUploadURLExternal', 'files.completeUploadExternal']);
  });
  await test('a vote is thanked for in private, and asks why where it did not help', async () => {
    await w.ask(room('exact'), ALICE, `<@${BOT}> mid-level devops salary UK`);
    const message = (await w.said(room('exact'))).filter((m) => !m.ephemeral_to).at(-1);
    const [why] = await press(room('exact'), BOB, message, 'Not helpful');
    assert.equal(why.ephemeral_to, BOB);
    const [thanks] = await press(room('exact'), BOB, why, 'Wrong figure');
    assert.match(thanks.text, /^Thank you/);
  });
  await test('only who asked can dismiss an answer', async () => {
    const { at } = await w.ask(room('exact'), ALICE, `<@${BOT}> senior devops salary UK`);
    const message = (await w.said(room('exact'))).filter((m) => m.thread_ts === at && !m.ephemeral_to).at(-1);
    const [no] = await press(room('exact'), BOB, message, 'Dismiss');
    assert.deepEqual([no.ephemeral_to, /Only the person who asked/.test(no.text)], [BOB, true]);
    await w.press(room('exact'), ALICE, message.ts, find(message, 'Dismiss'));
    await eventually('the answer to go', async () => (await w.said(room('exact'))).every((m) => m.ts !== message.ts));
  });
}
