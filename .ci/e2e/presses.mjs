// What can be done with answers on Discord: asked on, read, voted on, posted and
// dismissed; and what staff alone may do.
import assert from 'node:assert/strict';
import { Member, plain, ROOM, texts } from './commands.mjs';
import { BOT, parts } from './guild.mjs';
import { ask } from './program.mjs';
import { eventually } from './report.mjs';
import { MONEY } from './workspace.mjs';

const PRIVATE = 1 << 6; // flag of a message that one person alone sees
const [MESSAGE, SILENT, IN_PLACE] = [4, 6, 7]; // kinds of answers

export async function presses(test, g, binary) {
  const [alice, bob, dora] = ['alice', 'bob', 'dora'].map((name) => new Member(g, name));
  await asked(test, g, { alice, bob, dora }, binary);
  await posted(test, g, { alice, bob, dora });
  await staff(test, { alice, dora });
}

// asked: next questions, follow-ups and votes.
async function asked(test, g, { alice, bob, dora }, binary) {
  const question = 'what does a mid-level devops engineer earn in the UK?';
  await test('every next question of a private answer takes its place', async () => {
    const want = await ask(binary, question);
    assert.ok(want.next.length > 0, 'no next questions');
    for (const offer of want.next) {
      const got = await alice.press(await alice.type('career', { question }), offer.label);
      assert.equal(got.kind, IN_PLACE);
      assert.ok(plain(got.texts).includes(plain((await ask(binary, offer.question)).headline)), got.texts);
    }
  });
  await test('a next question under a public answer is answered beside it, to the presser alone', async () => {
    const want = await ask(binary, 'entry-level devops salary UK');
    const [reply] = await g.replies(ROOM, await g.say(ROOM, 'alice', `<@${BOT}> entry-level devops salary UK`));
    const got = await bob.press(reply, want.next[0].label);
    assert.equal(got.kind, MESSAGE);
    assert.equal(got.flags & PRIVATE, PRIVATE);
    assert.ok(plain(got.texts).includes(plain((await ask(binary, want.next[0].question)).headline)), got.texts);
  });
  await test('a follow-up by the command goes on from the answer of before', async () => {
    await alice.type('career', { question: 'senior devops salary uk' });
    assert.match((await alice.type('career', { question: 'and in the US?' })).texts, /\$150,000–\$220,000/);
    assert.doesNotMatch((await dora.type('career', { question: 'and in the US?' })).texts.split('\n')[0], /senior.*devops/i);
  });
  await test('a section is read beside the answer', async () => {
    const got = await alice.press(await alice.type('career', { question: 'core devops skills' }), 'Read section');
    assert.equal(got.kind, MESSAGE);
    assert.match(got.texts, /Core DevOps engineering skills/);
  });
  await test('a vote is thanked for, and the reason is asked for where it did not help', async () => {
    const answer = await alice.type('career', { question });
    assert.match((await alice.press(answer, 'Helpful')).texts, /Thank you/);
    const why = await alice.press(answer, 'Not helpful');
    assert.equal((await alice.press(why, 'Wrong figure')).kind, IN_PLACE);
  });
}

// posted: a private answer that is shown to all, and taken away again.
async function posted(test, g, { alice, bob, dora }) {
  const post = async () => {
    const first = await alice.type('career', { question: 'whats mid devops pay in Leeds, asking for my friend Xavier' });
    const got = await alice.press(first, 'Post in #careers');
    const call = await alice.followed(got, 'POST');
    const said = JSON.parse(call.body);
    return { texts: texts(said), presses: parts(said).filter((c) => c.custom_id), message: JSON.parse(call.reply.body).id, body: call.body };
  };
  const gone = () => g.tap.log.filter((e) => e.method === 'DELETE' && e.reply).length;
  await test('a posted answer says how its question was read', async () => {
    const open = await post();
    assert.match(plain(open.texts), /^Asked in this channel: Pay, Mid-level DevOps Engineer, UK/);
    assert.doesNotMatch(open.body, /xavier|friend|whats/i);
  });
  await test('only its asker and staff can dismiss it', async () => {
    const open = await post();
    const before = gone();
    const no = await bob.press(open, 'Dismiss');
    assert.equal(no.flags & PRIVATE, PRIVATE);
    assert.match(no.texts, /Only the person who asked/);
    assert.equal(gone(), before);
    for (const member of [alice, dora]) {
      const had = gone();
      assert.equal((await member.press(await post(), 'Dismiss')).kind, SILENT);
      await eventually('the answer to go', () => gone() > had);
    }
  });
}

// staff: what is refused to others, in private.
async function staff(test, { alice, dora }) {
  await test('settings and unanswered questions are for staff alone', async () => {
    for (const [command, options] of [['career-settings', { 'auto-reply': 'test' }], ['career-settings', {}], ['career-unanswered', {}]]) {
      const no = await alice.type(command, options);
      assert.equal(no.flags & PRIVATE, PRIVATE);
      assert.match(no.texts, /Only staff can see or change that/);
      assert.doesNotMatch((await dora.type(command, options)).texts, /Only staff/);
    }
    assert.match((await dora.type('career-settings')).texts, /test/i);
  });
  await test('what is kept of a member is shown and deleted', async () => {
    const held = await dora.type('career-privacy');
    assert.doesNotMatch(held.texts, MONEY);
    const sure = await dora.press(held, 'Delete my data');
    const done = await dora.press(sure, 'Delete my data');
    assert.equal(done.kind, IN_PLACE);
    assert.notEqual(done.texts, sure.texts);
  });
}
