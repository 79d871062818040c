// What nothing is written on: passed on to the editors by consent, read by
// staff, deleted by who passed it on.
import assert from 'node:assert/strict';
import { find } from './cards.mjs';
import { eventually } from './report.mjs';
import { ALICE, BOB, CAROL, room } from './workspace.mjs';

const LABEL = 'Tell the editors';

export async function editors(test, w) {
  const says = async (user, words) => (await w.command(room('tell'), user, words)).json;
  // pressed presses the button, and returns what the presser then reads.
  const pressed = async (channel, user, message) => {
    const known = new Set((await w.said(channel)).map((m) => m.ts));
    assert.equal((await w.press(channel, user, message.ts, find(message, LABEL))).status, 200);
    const news = async () => (await w.said(channel)).find((m) => !known.has(m.ts));
    await eventually('answer to the press', news);
    return news();
  };

  await test('a question is passed on as its dialog shows it, and thanked for in private', async () => {
    const { message } = await w.command(room('tell'), ALICE, 'what does a nurse of 43 earn? mail xavier@example.org');
    const dialog = find(message, LABEL).confirm;
    assert.equal(dialog.text.text, 'what does a nurse of … earn? mail …');
    assert.match(dialog.title.text, /without your name/);
    const thanks = await pressed(room('tell'), ALICE, message);
    assert.equal(thanks.ephemeral_to, ALICE);
    assert.match(thanks.text, /^Thank you/);
    assert.match((await pressed(room('tell'), ALICE, message)).text, /before/);
  });
  await test('a direct message is shown in a window first', async () => {
    const { at } = await w.ask('D0ALICE', ALICE, 'what do nurses with a xylophone earn?');
    const message = (await w.said('D0ALICE')).at(-1);
    const before = (await w.opened()).length;
    assert.equal((await w.press('D0ALICE', ALICE, message.ts, find(message, LABEL))).status, 200);
    const [view] = await eventually(`window for ${at}`, async () => {
      const got = (await w.opened()).slice(before);
      return got.length && got;
    });
    const field = view.blocks.find((b) => b.type === 'input');
    assert.equal(field.element.initial_value, 'what do nurses with a xylophone earn?');
    const submit = async (value) => {
      const { body } = await w.interact({
        type: 'view_submission', trigger_id: '1.2.x', user: { id: ALICE, team_id: 'T01TEST' },
        view: { id: 'V1', callback_id: view.callback_id, state: { values: { [field.block_id]: { [field.element.action_id]: { type: 'plain_text_input', value } } } } },
      });
      return JSON.parse(body);
    };
    assert.equal((await submit('what do nurses of 43 earn?')).response_action, 'errors');
    const done = await submit(field.element.initial_value);
    assert.equal(done.response_action, 'update');
    assert.match(JSON.stringify(done.view), /Thank you/);
  });
  await test('staff read what was passed on, and nobody else', async () => {
    assert.match((await says(CAROL, 'settings')).text, /unanswered questions/);
    const { text } = await says(CAROL, 'unanswered questions');
    assert.match(text, /what does a nurse of … earn\? mail …/);
    assert.match(text, /what do nurses with a xylophone earn\?/);
    assert.doesNotMatch(text, /43|xavier|alice/i);
    const other = await says(BOB, 'unanswered questions');
    assert.equal(other.response_type, 'ephemeral');
    assert.doesNotMatch(other.text, /nurse/);
  });
  await test('who passed it on sees that, and deletes it', async () => {
    assert.match((await says(ALICE, 'privacy')).text, /Questions you passed on to the editors: 2, until /);
    assert.match((await says(ALICE, 'delete my data')).text, /^Deleted/);
    assert.doesNotMatch((await says(CAROL, 'unanswered questions')).text, /nurse/);
  });
}
