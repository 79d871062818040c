// The suite of the rules themselves: they catch what they are for, and all that
// the golden files show of Slack holds to them.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { faults, responseFaults, schemas, viewFaults } from './blocks.mjs';

// rulebook returns the validators of what Slack takes.
export function rulebook() {
  return schemas(JSON.parse(readFileSync(new URL('blocks.schema.json', import.meta.url), 'utf8')));
}

export async function schema(test) {
  const valid = rulebook();
  await test('good blocks pass', () => assert.deepEqual(faults(valid, { text: 'x', blocks: GOOD }), []));
  for (const [what, blocks] of Object.entries(bad())) {
    await test(`${what} is caught`, () => assert.notDeepEqual(faults(valid, { text: 'x', blocks }), []));
  }
  await test('bad messages are caught', () => {
    assert.notDeepEqual(faults(valid, { text: 'x'.repeat(4_001) }), []);
    assert.notDeepEqual(faults(valid, { text: '' }), []);
    assert.deepEqual(responseFaults(valid, { delete_original: true }), []);
    for (const body of [{ text: '' }, { text: 'x', colour: 'red' }, { text: 'x', response_type: 'private' }, { text: 'x', replace_original: 'true' }]) {
      assert.notDeepEqual(responseFaults(valid, body), [], JSON.stringify(body));
    }
  });
  await test('bad views are caught', () => {
    const input = { type: 'input', label: plain('x'), element: { type: 'plain_text_input', action_id: 'x' } };
    const modal = { type: 'modal', title: plain('x'), submit: plain('x'), blocks: [input] };
    const home = { type: 'home', blocks: [section('x')] };
    for (const view of [modal, home]) assert.deepEqual(viewFaults(valid, view), []);
    for (const change of [
      { title: undefined }, { title: plain('x'.repeat(25)) }, { submit: undefined }, { submit: plain('') }, { colour: 'red' }, { type: 'window' },
      { private_metadata: 'x'.repeat(3_001) }, { callback_id: 'x'.repeat(256) }, { blocks: [] }, { blocks: Array(101).fill(section('x')) },
      { blocks: [table(['a'], ['b'])] }, { blocks: [GOOD.find((b) => b.type === 'context_actions')] }, { blocks: Array(90).fill(section('x'.repeat(3_000))) },
      { blocks: [{ ...input, element: { ...input.element, max_length: 3_001 } }] }, { blocks: [{ ...input, element: { ...input.element, max_length: 1, initial_value: 'xy' } }] },
    ]) {
      assert.notDeepEqual(viewFaults(valid, { ...modal, ...change }), [], JSON.stringify(change).slice(0, 200));
    }
  });
  await goldens(test, valid);
}

// goldens holds the golden files to the rules. In those the text is as long as
// a message's may be before Slack cuts it.
async function goldens(test, valid) {
  const folder = new URL('goldens/', import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  await test(`all ${names.length} golden files hold to Slack's types and limits`, () => {
    assert.ok(names.length >= 25, 'fewer golden files than there were');
    const found = names.flatMap((name) => {
      const golden = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
      const lines = golden.type ? viewFaults(valid, golden) : responseFaults(valid, golden, 40_000);
      return lines.map((line) => `${name}: ${line}`);
    });
    assert.equal(found.join('\n'), '');
  });
}

const plain = (text) => ({ type: 'plain_text', text });
const section = (text) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const table = (...rows) => ({ type: 'table', rows: rows.map((row) => row.map((text) => ({ type: 'raw_text', text }))) });
const data = (...rows) => ({ ...table(...rows), type: 'data_table', caption: 'x' });
const button = (text, value = 'x') => ({ type: 'button', action_id: 'x', text: plain(text), value });
const actions = (...elements) => ({ type: 'actions', elements });
const rich = (text) => ({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] });
const image = (alt_text) => ({ type: 'image', slack_file: { id: 'F0CHART01' }, alt_text });
const side = (text) => ({ text: plain(text), value: 'x', accessibility_label: 'x' });
const feedback = (text) => ({ type: 'feedback_buttons', action_id: 'x', positive_button: side(text), negative_button: side('x') });
const menu = (options) => ({ type: 'static_select', action_id: 'y', placeholder: plain('x'), options });
const option = (value) => ({ text: plain('x'), value });
const bars = (change) => ({
  type: 'data_visualization', title: 'x',
  chart: { type: 'bar', series: [{ name: 'x', data: [{ label: 'a', value: 1 }] }], axis_config: { categories: ['a'] } }, ...change,
});

const GOOD = [
  section('x'), table(['a', 'b'], ['c', 'd']), actions(button('x'), menu([option('x')])), rich('x'), image('x'), bars(),
  { type: 'context', elements: [plain('x')] }, { type: 'context_actions', elements: [feedback('x')] }, { type: 'divider' },
];

function bad() {
  const chart = bars().chart;
  return {
    'an unknown type': [{ type: 'nothing' }],
    'a section of nothing': [{ type: 'section' }],
    'a long text': [section('x'.repeat(3_001))],
    'a long text of emoji': [section('🎉'.repeat(1_501))],
    'an unknown field': [{ ...section('x'), color: 'red' }],
    'markup in a header': [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }],
    'a row too short': [table(['a'], ['b', 'c'])],
    'an empty cell': [table(['a', ''])],
    'a number without text': [{ type: 'table', rows: [[{ type: 'raw_number', value: 1 }]] }],
    'a long table': [table(...Array(101).fill(['a']))],
    'a wide table': [table(Array(21).fill('a'))],
    'two tables': [table(['a']), data(['a'], ['b'])],
    'a table of a header alone': [data(['a'])],
    'a long table of pages': [data(...Array(102).fill(['a']))],
    'a table of pages without caption': [{ ...data(['a'], ['b']), caption: undefined }],
    'a long page': [{ ...data(['a'], ['b']), page_size: 101 }],
    'a long label': [actions(button('x'.repeat(76)))],
    'a long value': [actions(button('x', 'x'.repeat(2_001)))],
    'two buttons of one name': [actions(button('x'), button('y'))],
    'no buttons': [actions()],
    'too many buttons': [actions(...Array.from({ length: 26 }, (_, i) => ({ ...button('x'), action_id: `${i}` })))],
    'a menu without options': [actions(menu([]))],
    'a long option': [actions(menu([option('x'.repeat(151))]))],
    'long feedback': [{ type: 'context_actions', elements: [feedback('x'.repeat(76))] }],
    'an empty rich text': [rich('')],
    'rich text of nothing': [{ type: 'rich_text', elements: [] }],
    'a picture without words': [image('')],
    'a picture with too many words': [image('x'.repeat(2_001))],
    'a picture of nothing': [{ type: 'image', alt_text: 'x' }],
    'three charts': [bars(), bars(), bars()],
    'a chart with a long title': [bars({ title: 'x'.repeat(51) })],
    'a chart with a number in words': [bars({ chart: { ...chart, series: [{ name: 'x', data: [{ label: 'a', value: '1' }] }] } })],
    'a chart with a missing point': [bars({ chart: { ...chart, axis_config: { categories: ['a', 'b'] } } })],
    'a chart with too many series': [bars({ chart: { ...chart, series: Array.from({ length: 7 }, (_, i) => ({ ...chart.series[0], name: `${i}` })) } })],
    'one id for two blocks': [{ ...section('x'), block_id: 'x' }, { ...section('y'), block_id: 'x' }],
    'too many blocks': Array(51).fill({ type: 'divider' }),
    'too much in all': Array(5).fill(section('x'.repeat(2_900))),
    'an input': [{ type: 'input', label: plain('x'), element: { type: 'plain_text_input', action_id: 'x' } }],
  };
}
