// The Home: what it shows to whom, and what its buttons do.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { faults, schemas } from './blocks.mjs';
import { eventually, settled } from './report.mjs';
import { ALICE, BOB, CAROL, room } from './workspace.mjs';

const elements = (view) => view.blocks.flatMap((b) => (b.type === 'actions' ? b.elements.map((e) => ({ ...e, block_id: b.block_id })) : []));

function find(view, label) {
  const found = elements(view).find((e) => (e.text ?? e.placeholder).text === label);
  assert.ok(found, `no ${JSON.stringify(label)} in ${JSON.stringify(elements(view))}`);
  return found;
}

export async function home(test, w) {
  const byType = schemas(JSON.parse(readFileSync(new URL('blocks.schema.json', import.meta.url), 'utf8')));
  // next returns the view of the one call that doing something leads to.
  const next = async (method, act) => {
    const before = (await w.views()).length;
    await act();
    const read = async () => (await w.views()).slice(before);
    await eventually(method, async () => (await read()).length);
    const got = await settled(read);
    assert.deepEqual(got.map((c) => c.method), [method]);
    assert.deepEqual(faults(byType, { text: 'x', blocks: got[0].view.blocks.filter((b) => b.type !== 'input') }), []);
    return got[0].view;
  };
  const open = (user) => next('views.publish', () => w.openHome(user));
  const press = (user, view, label, method = 'views.open') => next(method, () => w.pressHome(user, find(view, label)));
  const said = (view) => JSON.stringify(view.blocks);

  await test('the Home says what can be asked, from which articles, and how', async () => {
    const view = await open(ALICE);
    assert.equal(view.type, 'home');
    for (const part of ['DevOps Engineer', 'UK, US', 'Senior', 'CloudPros', '2026 figures', 'bootcamp', '/career', 'Delete my data']) assert.ok(said(view).includes(part), part);
    assert.doesNotMatch(said(view), /For staff|Unanswered questions/);
    assert.ok(elements(view).filter((e) => e.action_id.startsWith('ask.')).length >= 3, 'no examples');
    const before = (await w.views()).length;
    await w.openHome(ALICE);
    assert.equal((await settled(() => w.views())).length, before, 'published again');
  });
  await test('an example of the Home is answered in a window', async () => {
    const view = await open(BOB);
    const [example] = elements(view).filter((e) => e.action_id.startsWith('ask.'));
    const window = await press(BOB, view, example.text.text);
    assert.equal(window.type, 'modal');
    assert.match(said(window), /[£$]\d/);
    assert.ok(window.blocks.some((b) => b.type === 'input'), 'no field for the next question');
  });
  await test('the buttons for one\'s own data answer in a window', async () => {
    const { view } = (await w.views()).find((c) => c.method === 'views.publish' && c.user_id === BOB);
    assert.match(said(await press(BOB, view, 'What I keep about you')), /This is what I keep about you|I keep nothing about you/);
    assert.ok(find(view, 'Delete my data').confirm, 'deleted without a question');
    assert.match(said(await press(BOB, view, 'Delete my data')), /Deleted: |nothing to delete/);
    assert.match(said(await press(BOB, view, 'What I keep about you')), /I keep nothing about you/);
  });
  await test('staff see and set auto-reply for a channel, and nobody else does', async () => {
    const view = await open(CAROL);
    const choose = (user) => () => w.pressHome(user, { ...find(view, 'Choose a channel'), selected_conversation: room('set') });
    const chosen = await next('views.publish', choose(CAROL));
    assert.match(said(chosen), /Auto-reply in this channel: off/);
    const set = await press(CAROL, chosen, 'Test', 'views.publish');
    assert.match(said(set), /Auto-reply in this channel: test/);
    assert.match(said(await next('views.open', choose(ALICE))), /Only staff/);
    assert.match(said(await press(ALICE, chosen, 'On')), /Only staff/);
    assert.match(said(await next('views.publish', choose(CAROL))), /Auto-reply in this channel: test/);
  });
}
