// Windows: what is asked, looked up and changed in them. Neither the menu of
// messages nor the shortcuts can be played by local-slack, so the requests are
// made here; the windows that come of them are opened there.
import assert from 'node:assert/strict';
import { eventually } from './report.mjs';
import { ALICE, room } from './workspace.mjs';

const user = { id: ALICE, team_id: 'T01TEST' };

export async function windows(test, w) {
  // opened returns the view that the bot opens or changes because of act.
  const opened = async (method, act) => {
    const before = (await w.called(method)).length;
    assert.equal((await act()).status, 200);
    const calls = await eventually(method, async () => {
      const got = (await w.called(method)).slice(before);
      return got.length && got;
    });
    assert.equal(calls.length, 1);
    return calls[0].view;
  };
  const submit = async (view, text) => {
    const { block_id, element } = view.blocks.find((b) => b.type === 'input');
    const state = { values: { [block_id]: { [element.action_id]: { type: element.type, value: text } } } };
    const reply = await w.interact({ type: 'view_submission', user, trigger_id: w.trigger(), view: { ...view, id: 'V1', state } });
    assert.equal(reply.status, 200);
    return JSON.parse(reply.body);
  };

  let view;
  await test('the shortcut opens a window, which answers, declines and says what is missing', async () => {
    await w.command(room('slash'), ALICE, 'help');
    view = await opened('views.open', () => w.interact({ type: 'shortcut', callback_id: 'ask', user, trigger_id: w.trigger() }));
    const answer = await submit(view, 'devops salary UK');
    assert.equal(answer.response_action, 'update');
    assert.match(JSON.stringify(answer.view.blocks), /£85,000–£130,000/);
    assert.match(JSON.stringify((await submit(view, 'what does a nurse earn?')).view.blocks), /nothing on the role of nurse/);
    assert.equal((await submit(view, ' ')).response_action, 'errors');
    view = answer.view;
  });
  await test('a button in a window changes the window', async () => {
    const row = view.blocks.find((b) => b.block_id === 'next');
    const action = { ...row.elements[0], block_id: row.block_id, action_ts: '1.2' };
    const next = await opened('views.update', () => w.interact({
      type: 'block_actions', user, trigger_id: w.trigger(), view: { ...view, id: 'V1' }, actions: [action],
    }));
    assert.match(JSON.stringify(next.blocks), /[£$]\d/);
  });
  await test('a message that is looked up can be changed in a window', async () => {
    const message = { type: 'message', user: ALICE, ts: '1700000000.000100', text: 'what does a senior devops engineer earn in the UK?' };
    const url = w.responseURL();
    const before = w.responses().length;
    const payload = { user, trigger_id: w.trigger(), response_url: url, channel: { id: room('odd'), name: 'odd' } };
    assert.equal((await w.interact({ ...payload, type: 'message_action', callback_id: 'look_up', message })).status, 200);
    const preview = await eventually('preview', () => w.responses()[before]);
    assert.match(preview.text, /£85,000–£130,000/);
    const edit = preview.blocks.flatMap((b) => b.elements ?? []).find((e) => e.text?.text === 'Edit question');
    const change = await opened('views.open', () => w.interact({
      ...payload, type: 'block_actions', container: { is_ephemeral: true }, actions: [{ ...edit, action_ts: '1.3' }],
    }));
    assert.equal(change.blocks.find((b) => b.type === 'input').element.initial_value, message.text);
  });
}
