// What Slack would say to a message: its blocks are held against the schema
// of Slack's own types, and against the documented lengths and counts, which
// no type can say.
import { Ajv } from 'ajv';

// schemas returns a validator for each block type of Slack's union.
export function schemas(schema) {
  const ajv = new Ajv({ strict: false, allErrors: false });
  ajv.addSchema(schema, 'slack');
  const byType = new Map();
  for (const { $ref } of schema.definitions.KnownBlock.anyOf) {
    const name = $ref.split('/').pop();
    const shape = schema.definitions[name];
    const type = (shape.properties ?? shape.anyOf[0].properties).type.const;
    byType.set(type, ajv.compile({ $ref: `slack#/definitions/${name}` }));
  }
  return byType;
}

// faults returns a line for everything that Slack would refuse in a message
// { text, blocks }.
export function faults(byType, { text = '', blocks = [] }) {
  const found = [];
  for (const [i, block] of blocks.entries()) {
    const validate = byType.get(block?.type);
    if (!validate) found.push(`blocks[${i}]: unknown type ${JSON.stringify(block?.type)}`);
    else if (!validate(block)) {
      const why = validate.errors.map((e) => `${e.instancePath || '/'} ${e.message} ${JSON.stringify(e.params)}`);
      found.push(`blocks[${i}] ${block.type}: ${why.slice(0, 4).join('; ')}`);
    }
    for (const fault of tooLong(block)) found.push(`blocks[${i}] ${block?.type}: ${fault}`);
  }
  return [...found, ...whole(text, blocks)];
}

const length = (text) => [...String(text ?? '')].length;

function* between(what, value, min, max) {
  if (value !== undefined && (value < min || value > max)) yield `${what} is ${value}, not ${min} to ${max}`;
}

function* texts(what, text, max, min = 1) {
  if (text !== undefined) yield* between(`length of ${what}`, length(text?.text ?? text), min, max);
}

// strings counts the characters of all strings in a value.
function strings(value) {
  if (typeof value === 'string') return length(value);
  if (value === null || typeof value !== 'object') return 0;
  return Object.values(value).reduce((n, v) => n + strings(v), 0);
}

// whole checks what is counted over the message.
function* whole(text, blocks) {
  const of = (type) => blocks.filter((b) => b?.type === type);
  const tables = [...of('table'), ...of('data_table')];
  yield* texts('text', text, 4_000);
  yield* between('number of blocks', blocks.length, 0, 50);
  yield* between('number of tables', tables.length, 0, 1);
  yield* between('characters of tables', tables.reduce((n, t) => n + cells(t).reduce((m, c) => m + length(c), 0), 0), 0, 10_000);
  yield* between('characters of markdown', of('markdown').reduce((n, b) => n + length(b.text), 0), 0, 12_000);
  // Not documented: 13,200 characters were refused as msg_blocks_too_long.
  yield* between('characters of all blocks', strings(blocks), 0, 12_000);
  yield* unique('block_id', blocks.map((b) => b?.block_id));
  for (const b of of('actions')) yield* unique('action_id', b.elements.map((e) => e.action_id));
}

function* unique(what, values) {
  const given = values.filter((v) => v !== undefined);
  if (new Set(given).size !== given.length) yield `${what} stands twice`;
}

// cells returns the text of every cell of a table, rich text as its JSON.
export function cells(table) {
  return table.rows.flat().map((cell) => cell.text ?? JSON.stringify(cell));
}

function* tooLong(block) {
  yield* texts('block_id', block?.block_id, 255);
  yield* CHECKS[block?.type]?.(block) ?? [];
}

const CHECKS = {
  *section(b) {
    if (b.text === undefined && b.fields === undefined) yield 'neither text nor fields';
    yield* texts('text', b.text, 3_000);
    yield* between('number of fields', b.fields?.length, 1, 10);
    for (const field of b.fields ?? []) yield* texts('a field', field, 2_000);
    if (b.accessory) yield* element(b.accessory);
  },
  *header(b) {
    yield* texts('text', b.text, 150);
  },
  *context(b) {
    yield* between('number of elements', b.elements.length, 1, 10);
    for (const e of b.elements) yield* e.type === 'image' ? element(e) : texts('an element', e, 3_000);
  },
  *actions(b) {
    yield* between('number of elements', b.elements.length, 1, 25);
    for (const e of b.elements) yield* element(e);
  },
  *context_actions(b) {
    yield* between('number of elements', b.elements.length, 1, 5);
    for (const e of b.elements) yield* element(e);
  },
  *markdown(b) {
    yield* texts('text', b.text, 12_000);
  },
  *image(b) {
    yield* element(b);
    yield* texts('title', b.title, 2_000);
  },
  *table(b) {
    yield* between('number of rows', b.rows.length, 1, 100);
    yield* between('number of column settings', b.column_settings?.length, 0, 20);
    yield* grid(b, 20);
  },
  *data_table(b) {
    yield* between('number of rows', b.rows.length, 2, 201);
    yield* between('page_size', b.page_size, 1, 100);
    yield* texts('caption', b.caption, 3_000);
    yield* grid(b, 20);
  },
};

function* grid(table, columns) {
  for (const row of table.rows) yield* between('number of columns', row.length, 1, columns);
  if (new Set(table.rows.map((row) => row.length)).size > 1) yield 'rows of different length';
  if (cells(table).some((text) => text === '')) yield 'an empty cell';
}

function* element(e) {
  yield* texts('action_id', e.action_id, 255);
  yield* texts('url', e.url, 3_000);
  yield* texts('accessibility_label', e.accessibility_label, 75);
  if (e.type === 'button') {
    yield* texts('button text', e.text, 75);
    yield* texts('button value', e.value, 2_000);
  }
  if (e.type === 'image') {
    yield* texts('alt_text', e.alt_text, 2_000);
    yield* texts('image_url', e.image_url, 3_000);
  }
  if (e.type === 'overflow') yield* between('number of options', e.options?.length, 2, 5);
  if (e.type?.endsWith('_select')) yield* between('number of options', e.options?.length, 1, 100);
  for (const o of e.options ?? []) {
    yield* texts('option text', o.text, 75);
    yield* texts('option value', o.value, 150);
    yield* texts('option description', o.description, 75);
  }
  yield* texts('placeholder', e.placeholder, 150);
  for (const side of [e.positive_button, e.negative_button]) {
    if (!side) continue;
    yield* texts('feedback text', side.text, 75);
    yield* texts('feedback value', side.value, 2_000);
    yield* texts('feedback accessibility_label', side.accessibility_label, 75);
  }
  if (!e.confirm) return;
  yield* texts('confirm title', e.confirm.title, 100);
  yield* texts('confirm text', e.confirm.text, 300);
  for (const button of [e.confirm.confirm, e.confirm.deny]) yield* texts('confirm button', button, 30);
}
