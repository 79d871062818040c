// What Slack would say to a message or a view: its parts are held against the
// schema of Slack's own types, and against the documented lengths and counts,
// which no type can say. Those stand in Slack's reference of Block Kit; where a
// limit is not documented, that is said beside it.
import { Ajv } from 'ajv';

// schemas returns validators: byType for each block type, and one each for a
// modal, a home and a response.
export function schemas(schema) {
  const ajv = new Ajv({ strict: false, allErrors: false });
  ajv.addSchema(schema, 'slack');
  const of = (name) => ajv.compile({ $ref: `slack#/definitions/${name}` });
  const byType = new Map();
  const names = schema.definitions.KnownBlock.anyOf.map(({ $ref }) => $ref.split('/').pop());
  for (const name of [...names, 'DataVisualizationBlock']) {
    const shape = schema.definitions[name];
    const type = (shape.properties ?? shape.anyOf[0].properties).type.const;
    byType.set(type, of(name));
  }
  return { byType, modal: of('ModalView'), home: of('HomeView'), response: of('ResponseBody') };
}

// faults returns a line for everything that Slack would refuse in a message
// { text, blocks }.
export function faults(valid, { text = '', blocks = [] }, longest = 4_000) {
  return [...blockFaults(valid, blocks, 'message'), ...wholeMessage(text, blocks, longest)];
}

// responseFaults does so for the body of a response: a message, or the removal
// of one.
export function responseFaults(valid, body, longest) {
  const found = broken(valid.response, body).map((fault) => `response: ${fault}`);
  if (body.delete_original) return found;
  return [...found, ...faults(valid, body, longest)];
}

// viewFaults does so for a modal or a home.
export function viewFaults(valid, view) {
  const shell = valid[view?.type];
  if (!shell) return [`view: unknown type ${JSON.stringify(view?.type)}`];
  const { blocks } = view;
  const found = broken(shell, { ...view, blocks: [] }).map((fault) => `${view.type}: ${fault}`);
  return [...found, ...blockFaults(valid, blocks, view.type), ...wholeView(view)];
}

// broken returns what a validator says of a value, at most four lines.
function broken(validate, value) {
  if (validate(value)) return [];
  return validate.errors.map((e) => `${e.instancePath || '/'} ${e.message} ${JSON.stringify(e.params)}`).slice(0, 4);
}

// ELSEWHERE are the surfaces that do not take a block.
const ELSEWHERE = {
  alert: ['message', 'home'],
  context_actions: ['modal', 'home'],
  data_table: ['modal'],
  data_visualization: ['modal', 'home'],
  file: ['modal', 'home'],
  input: ['message'],
  markdown: ['modal', 'home'],
  plan: ['modal', 'home'],
  table: ['modal', 'home'],
  task_card: ['modal', 'home'],
};

function blockFaults(valid, blocks, surface) {
  const found = [];
  for (const [i, block] of blocks.entries()) {
    const say = (fault) => found.push(`blocks[${i}] ${block?.type}: ${fault}`);
    const validate = valid.byType.get(block?.type);
    if (!validate) {
      say('unknown type');
      continue;
    }
    const shape = broken(validate, block);
    shape.forEach(say);
    if (ELSEWHERE[block.type]?.includes(surface)) say(`not in a ${surface}`);
    if (shape.length === 0) for (const fault of tooLong(block)) say(fault);
  }
  for (const fault of unique('block_id', blocks.map((b) => b?.block_id))) found.push(fault);
  return found;
}

const length = (text) => String(text ?? '').length; // as Slack counts, in UTF-16 units

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

// wholeMessage checks what is counted over the message.
function* wholeMessage(text, blocks, longest) {
  const of = (type) => blocks.filter((b) => b?.type === type);
  const tables = [...of('table'), ...of('data_table')].filter((t) => Array.isArray(t.rows));
  yield* texts('text', text, longest);
  yield* between('number of blocks', blocks.length, 0, 50);
  yield* between('number of tables', tables.length, 0, 1);
  yield* between('number of charts', of('data_visualization').length, 0, 2);
  yield* between('characters of tables', tables.reduce((n, t) => n + cells(t).reduce((m, c) => m + length(c), 0), 0), 0, 10_000);
  yield* between('characters of markdown', of('markdown').reduce((n, b) => n + length(b.text), 0), 0, 12_000);
  // Not documented: 13,200 characters were refused as msg_blocks_too_long.
  yield* between('characters of all blocks', strings(blocks), 0, 12_000);
}

// wholeView checks what is counted over a view.
function* wholeView(view) {
  yield* between('number of blocks', view.blocks.length, 1, 100);
  for (const name of ['title', 'close', 'submit']) yield* texts(name, view[name], 24);
  yield* texts('callback_id', view.callback_id, 255);
  yield* texts('external_id', view.external_id, 255);
  yield* texts('private_metadata', view.private_metadata, 3_000, 0);
  yield* between('bytes', Buffer.byteLength(JSON.stringify(view)), 0, 250_000);
  if (view.type === 'modal' && !view.submit && view.blocks.some((b) => b?.type === 'input')) yield 'an input, and no submit';
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
  yield* texts('block_id', block.block_id, 255);
  yield* CHECKS[block.type]?.(block) ?? [`no limits are known here: add them`];
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
  *divider() {},
  *context(b) {
    yield* between('number of elements', b.elements.length, 1, 10);
    for (const e of b.elements) yield* e.type === 'image' ? element(e) : texts('an element', e, 3_000);
  },
  *actions(b) {
    yield* between('number of elements', b.elements.length, 1, 25);
    yield* unique('action_id', b.elements.map((e) => e.action_id));
    for (const e of b.elements) yield* element(e);
  },
  *context_actions(b) {
    yield* between('number of elements', b.elements.length, 1, 5);
    yield* unique('action_id', b.elements.map((e) => e.action_id));
    for (const e of b.elements) yield* element(e);
  },
  *input(b) {
    yield* texts('label', b.label, 2_000);
    yield* texts('hint', b.hint, 2_000);
    yield* element(b.element);
  },
  *markdown(b) {
    yield* texts('text', b.text, 12_000);
  },
  *image(b) {
    yield* element(b);
    yield* texts('title', b.title, 2_000);
  },
  *rich_text(b) {
    yield* between('number of elements', b.elements.length, 1, Infinity);
    yield* richTexts(b);
  },
  *table(b) {
    yield* between('number of rows', b.rows.length, 1, 100);
    yield* between('number of column settings', b.column_settings?.length, 0, 20);
    yield* grid(b, 20);
  },
  *data_table(b) {
    yield* between('number of rows', b.rows.length, 2, 101); // 201 on newer pages
    yield* between('page_size', b.page_size, 1, 100);
    yield* texts('caption', b.caption, 3_000); // not documented: that of any text
    yield* between('row_header_column_index', b.row_header_column_index, 0, b.rows[0].length - 1);
    if (b.rows[0].some((cell) => cell.type === 'rich_text')) yield 'rich text in the header';
    yield* grid(b, 20);
  },
  *data_visualization({ title, chart: { series, axis_config: axis } }) {
    yield* texts('title', title, 50);
    yield* texts('x_label', axis.x_label, 50);
    yield* texts('y_label', axis.y_label, 50);
    yield* between('number of series', series.length, 1, 6); // 12 on newer pages
    yield* between('number of categories', axis.categories.length, 1, 20);
    for (const label of axis.categories) yield* texts('a category', label, 20);
    for (const { name } of series) yield* texts('name of a series', name, 20);
    yield* unique('a category', axis.categories);
    yield* unique('a series', series.map((s) => s.name));
    for (const { name, data } of series) {
      if (JSON.stringify(data.map((d) => d.label)) !== JSON.stringify(axis.categories)) yield `points of ${name} that are not the categories`;
    }
  },
};

// richTexts finds empty lists and texts, which Slack refuses at any depth.
function* richTexts(e) {
  if (e.type === 'text') yield* texts('a text', e.text, 3_000); // not documented: that of any text
  if (e.type === 'link') yield* texts('url', e.url, 3_000);
  if (e.elements?.length === 0) yield `an empty ${e.type}`;
  for (const inner of e.elements ?? []) yield* richTexts(inner);
}

function* grid(table, columns) {
  for (const row of table.rows) yield* between('number of columns', row.length, 1, columns);
  if (new Set(table.rows.map((row) => row.length)).size > 1) yield 'rows of different length';
  if (cells(table).some((text) => text === '')) yield 'an empty cell';
}

function* element(e) {
  yield* texts('action_id', e.action_id, 255);
  yield* texts('url', e.url, 3_000);
  yield* texts('accessibility_label', e.accessibility_label, 75);
  yield* texts('placeholder', e.placeholder, 150);
  yield* ELEMENTS[e.type]?.(e) ?? [];
  if (e.type?.endsWith('_select')) yield* between('number of options', e.options?.length, 1, 100);
  for (const o of e.options ?? []) {
    yield* texts('option text', o.text, 75);
    yield* texts('option value', o.value, 150);
    yield* texts('option description', o.description, 75);
  }
  if (!e.confirm) return;
  yield* texts('confirm title', e.confirm.title, 100);
  yield* texts('confirm text', e.confirm.text, 300);
  for (const button of [e.confirm.confirm, e.confirm.deny]) yield* texts('confirm button', button, 30);
}

const ELEMENTS = {
  *button(e) {
    yield* texts('button text', e.text, 75);
    yield* texts('button value', e.value, 2_000);
  },
  *image(e) {
    yield* texts('alt_text', e.alt_text, 2_000);
    yield* texts('image_url', e.image_url, 3_000);
  },
  *overflow(e) {
    yield* between('number of options', e.options.length, 2, 5);
  },
  *radio_buttons(e) {
    yield* between('number of options', e.options.length, 1, 10);
  },
  *checkboxes(e) {
    yield* between('number of options', e.options.length, 1, 10);
  },
  *plain_text_input(e) {
    yield* between('min_length', e.min_length, 0, 3_000);
    yield* between('max_length', e.max_length, 1, 3_000);
    yield* texts('initial_value', e.initial_value, e.max_length ?? 3_000, 0);
  },
  *feedback_buttons(e) {
    for (const side of [e.positive_button, e.negative_button]) {
      yield* texts('feedback text', side.text, 75);
      yield* texts('feedback value', side.value, 2_000);
      yield* texts('feedback accessibility_label', side.accessibility_label, 75);
    }
  },
};
