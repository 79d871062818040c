// The suite of the rules of Discord themselves: they catch what they are for.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { faults, validators } from './requests.mjs';

// requestRules returns the validators of what Discord takes.
export function requestRules() {
  return validators(JSON.parse(readFileSync(new URL('requests.schema.json', import.meta.url), 'utf8')));
}

const V2 = 1 << 15;
const TO_BOT = { 'user-agent': 'DiscordBot (http://localhost:8080/, dev)', authorization: 'Bot x', 'content-type': 'application/json' };
const request = (method, path, body, headers = TO_BOT) => ({ method, path, headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
const posted = (message) => request('POST', 'channels/1/messages', message);
const answered = (body) => request('POST', 'interactions/1/x/callback', body);
const registered = (list) => request('PUT', 'applications/1/commands', list);

const text = (content = 'x') => ({ type: 10, content });
const row = (...components) => ({ type: 1, components });
const button = (custom_id = 'a', change = {}) => ({ type: 2, style: 2, label: 'x', custom_id, ...change });
const option = (value, change = {}) => ({ label: 'x', value, ...change });
const menu = (options = [option('x')], change = {}) => ({ type: 3, custom_id: 'm', options, ...change });
const gallery = (description = 'x') => ({ type: 12, items: [{ media: { url: 'attachment://chart.png' }, description }] });
const container = (...components) => ({ type: 17, components });
const card = (...components) => ({ flags: V2, components: [container(...components)], allowed_mentions: { parse: [] } });
const command = (change = {}) => ({ name: 'career', type: 1, description: 'x', ...change });
const typed = (change = {}) => ({ name: 'question', type: 3, description: 'x', ...change });
const input = (change = {}) => ({ type: 18, label: 'x', component: { type: 4, custom_id: 'text', style: 2, ...change } });
const window_ = (change = {}) => ({ type: 9, data: { custom_id: 'x', title: 'x', components: [input()], ...change } });
const upload = (message, ...names) => request('POST', 'webhooks/1/x', [
  `--b\r\nContent-Disposition: form-data; name="payload_json"\r\n\r\n${JSON.stringify(message)}\r\n`,
  ...names.map((name, i) => `--b\r\nContent-Disposition: form-data; name="files[${i}]"; filename="${name}"\r\n\r\nPNG\r\n`), '--b--\r\n',
].join(''), { ...TO_BOT, 'content-type': 'multipart/form-data; boundary=b' });
const picture = { ...card(text(), gallery()), attachments: [{ id: 0, filename: 'chart.png', description: 'x' }] };

const GOOD = {
  'a card': posted({ ...card(text(), { type: 14 }, row(button('a'), button('b')), row(menu())), nonce: 'x', enforce_nonce: true }),
  'a plain message': posted({ content: 'x', components: [row(button())] }),
  'an answer': answered({ type: 4, data: { ...card(text()), flags: V2 | 64 } }),
  'an answer that is to come': answered({ type: 5, data: { flags: 64 } }),
  'suggestions': answered({ type: 8, data: { choices: [{ name: 'x', value: 'x' }] } }),
  'no suggestions': answered({ type: 8, data: { choices: [] } }),
  'a window': answered(window_()),
  'a picture': upload(picture, 'chart.png'),
  'commands': registered([command({ options: [typed({ required: true, autocomplete: true }), typed({ name: 'level' })] }), { name: 'Look up', type: 3 }]),
  'a question': request('GET', 'gateway/bot', ''),
};

const many = (n, make) => Array.from({ length: n }, (_, i) => make(`${i}`));

const BAD = {
  'an unknown request': request('POST', 'guilds/1/bans', {}),
  'a request without a name': request('GET', 'gateway/bot', '', { ...TO_BOT, 'user-agent': 'curl' }),
  'a request without a token': request('GET', 'gateway/bot', '', { ...TO_BOT, authorization: undefined }),
  'a form': posted('content=x', { ...TO_BOT, 'content-type': 'text/plain' }),
  'an empty message': posted({ content: '' }),
  'a long message': posted({ content: 'x'.repeat(2_001) }),
  'an unknown field': posted({ content: 'x', colour: 'red' }),
  'a private message in a channel': posted({ content: 'x', flags: 64 }),
  'a long nonce': posted({ content: 'x', nonce: 'x'.repeat(26) }),
  'a nonce that is missing': posted({ content: 'x', enforce_nonce: true }),
  'an unknown ping': posted({ content: 'x', allowed_mentions: { parse: ['all'] } }),
  'a container without its flag': posted({ ...card(text()), flags: 0 }),
  'content beside a container': posted({ ...card(text()), content: 'x' }),
  'an unknown component': posted(card({ type: 99 })),
  'a component of a window': posted(card(input())),
  'an empty text': posted(card(text(''))),
  'long texts': posted(card(text('x'.repeat(2_001)), text('x'.repeat(2_000)))),
  'too many components': posted({ flags: V2, components: many(41, () => text()) }),
  'a container in a container': posted(card(container(text()))),
  'an empty container': posted(card()),
  'an empty row': posted(card(row())),
  'six buttons in a row': posted(card(row(...many(6, button)))),
  'a menu beside a button': posted(card(row(button(), menu()))),
  'a long label': posted(card(row(button('a', { label: 'x'.repeat(81) })))),
  'a button without a label': posted(card(row(button('a', { label: undefined })))),
  'a button of nothing': posted(card(row({ type: 2, style: 2, label: 'x' }))),
  'a link with an id': posted(card(row(button('a', { style: 5, url: 'https://example.com' })))),
  'a long custom_id': posted(card(row(button('x'.repeat(101))))),
  'a custom_id that stands twice': posted(card(row(button('a')), row(button('a')))),
  'a menu of nothing': posted(card(row(menu([])))),
  'a long menu': posted(card(row(menu(many(26, option))))),
  'a value that stands twice': posted(card(row(menu([option('x'), option('x')])))),
  'a long option': posted(card(row(menu([option('x', { label: 'x'.repeat(101) })])))),
  'a long placeholder': posted(card(row(menu(undefined, { placeholder: 'x'.repeat(151) })))),
  'six rows': posted({ content: 'x', components: many(6, (i) => row(button(i))) }),
  'a picture that does not come along': upload(picture),
  'a picture that is not named': upload(card(text()), 'chart.png'),
  'another picture': upload(picture, 'other.png'),
  'too many words for a picture': upload({ ...picture, components: [container(gallery('x'.repeat(1_025)))] }, 'chart.png'),
  'an unknown answer': answered({ type: 99 }),
  'an answer that is to come in a layout': answered({ type: 5, data: { flags: V2 } }),
  'too many suggestions': answered({ type: 8, data: { choices: many(26, (i) => ({ name: i, value: i })) } }),
  'suggestions that are missing': answered({ type: 8, data: {} }),
  'a long suggestion': answered({ type: 8, data: { choices: [{ name: 'x'.repeat(101), value: 'x' }] } }),
  'a long title': answered(window_({ title: 'x'.repeat(46) })),
  'an empty window': answered(window_({ components: [] })),
  'a button in a window': answered(window_({ components: [row(button())] })),
  'a long value': answered(window_({ components: [input({ max_length: 1, value: 'xy' })] })),
  'a long input': answered(window_({ components: [input({ max_length: 4_001 })] })),
  'a name in capitals': registered([command({ name: 'Career' })]),
  'a command without a description': registered([command({ description: '' })]),
  'a command twice': registered([command(), command()]),
  'too many options': registered([command({ options: many(26, (i) => typed({ name: `o${i}` })) })]),
  'a required option behind another': registered([command({ options: [typed(), typed({ name: 'level', required: true })] })]),
  'choices beside suggestions': registered([command({ options: [typed({ autocomplete: true, choices: [{ name: 'x', value: 'x' }] })] })]),
  'too many entries in menus': registered(many(16, (i) => ({ name: i, type: 3 }))),
  'a menu with a description': registered([{ name: 'Look up', type: 3, description: 'x' }]),
  'long commands': registered([command({ options: many(25, (i) => typed({ name: `o${i}`, choices: many(25, (j) => ({ name: j, value: 'x'.repeat(100) })) })) })]),
};

export async function limits(test) {
  const valid = requestRules();
  for (const [what, sent] of Object.entries(GOOD)) {
    await test(`${what} passes`, () => assert.deepEqual(faults(valid, sent), []));
  }
  for (const [what, sent] of Object.entries(BAD)) {
    await test(`${what} is caught`, () => assert.notDeepEqual(faults(valid, sent), []));
  }
}
