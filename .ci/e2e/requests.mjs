// What Discord would say to a request: its body is held against the schema of
// discord-api-types, and against the documented lengths and counts, which no
// type can say. Those stand in Discord's reference of messages, components,
// interactions and application commands. A character is a code point.
import { Ajv } from 'ajv';

const SILENT = 1 << 12;
const NO_EMBEDS = 1 << 2;
const PRIVATE = 1 << 6;
const V2 = 1 << 15;
const [ROW, BUTTON, MENU, INPUT, TEXT, GALLERY, SEPARATOR, CONTAINER, LABEL] = [1, 2, 3, 4, 10, 12, 14, 17, 18];
const LINK = 5; // style of a button

// SHAPES are the definitions of components in messages and in windows.
const SHAPES = new Map([
  [ROW, 'APIActionRowComponent<APIComponentInMessageActionRow>'], [BUTTON, 'APIButtonComponent'], [MENU, 'APIStringSelectComponent'],
  [INPUT, 'APITextInputComponent'], [TEXT, 'APITextDisplayComponent'], [GALLERY, 'APIMediaGalleryComponent'],
  [SEPARATOR, 'APISeparatorComponent'], [CONTAINER, 'APIContainerComponent'], [LABEL, 'APILabelComponent'],
]);

// validators returns what checks the shape of each kind of body, and of each
// kind of component.
export function validators(schema) {
  const ajv = new Ajv({ strict: false, allErrors: false });
  // The generator takes a helper of those types for an object where it stands
  // for a plain value: such a value is left to the limits.
  for (const [name, shape] of Object.entries(schema.definitions)) {
    if (name.startsWith('_AddUndefined') && !shape.properties) schema.definitions[name] = {};
  }
  ajv.addSchema(schema, 'discord');
  const at = (path) => ajv.compile({ $ref: `discord#/${path}` });
  const bodies = Object.keys(schema.properties).map((name) => [name, at(`properties/${name}`)]);
  const parts = [...SHAPES].map(([type, name]) => [type, at(`definitions/${encodeURIComponent(name)}`)]);
  return { bodies: new Map(bodies), parts: new Map(parts) };
}

// ROUTES are the requests that are known, and what their bodies are. One that
// is not here is a fault: it needs rules first.
const ROUTES = [
  ['POST', /^channels\/\d+\/messages$/, 'post', (b, files) => message(b, files, NO_EMBEDS | SILENT | V2)],
  ['PATCH', /^channels\/\d+\/messages\/\d+$/, 'edit', (b, files) => message(b, files, NO_EMBEDS | V2)],
  ['POST', /^interactions\/\d+\/[^/]+\/callback$/, 'respond', response],
  ['POST', /^webhooks\/\d+\/[^/]+$/, 'follow', (b, files) => message(b, files, NO_EMBEDS | SILENT | PRIVATE | V2)],
  ['PATCH', /^webhooks\/\d+\/[^/]+\/messages\/(@original|\d+)$/, 'replace', (b, files) => message(b, files, NO_EMBEDS | PRIVATE | V2)],
  ['POST', /^users\/@me\/channels$/, 'direct', () => []],
  ['PUT', /^applications\/\d+\/commands$/, 'register', registered],
  ['DELETE', /^(channels\/\d+\/messages\/\d+|webhooks\/\d+\/[^/]+\/messages\/(@original|\d+))$/],
  ['GET', /^(gateway\/bot|users\/@me|applications\/@me|channels\/\d+|channels\/\d+\/messages|channels\/\d+\/messages\/\d+)$/],
];

// faults returns a line for everything that Discord would refuse in a request
// { method, path, headers, body }, where the path is that behind the version.
export function faults(valid, { method, path, headers, body }) {
  const bare = path.replace(/\?.*/, '');
  const route = ROUTES.find(([way, pattern]) => way === method && pattern.test(bare));
  if (!route) return [`${method} ${bare}: no rules are known for it: add them`];
  const say = (fault) => `${method} ${bare.replace(/\/[^/]{20,}/g, '/…')}: ${fault}`;
  return [...envelope(headers, bare), ...bodyFaults(valid, route, headers, body)].map(say);
}

function* envelope(headers, path) {
  if (!/^DiscordBot \(\S+, \S+\)/.test(headers['user-agent'] ?? '')) yield `User-Agent ${headers['user-agent']}`;
  if (!/^(interactions|webhooks)\//.test(path) && !/^Bot \S+$/.test(headers.authorization ?? '')) yield 'no authorization';
}

function* bodyFaults(valid, [, , name, check], headers, raw) {
  if (!name) {
    if (raw) yield 'a body where there is none';
    return;
  }
  const { json, files, fault } = opened(headers['content-type'] ?? '', raw);
  if (fault) yield fault;
  else {
    yield* shape(valid, name, json);
    yield* check(json, files);
  }
}

// opened returns the JSON of a body and the names of the files beside it.
export function opened(type, raw) {
  try {
    if (type.startsWith('application/json')) return { json: JSON.parse(raw), files: [] };
    if (!type.startsWith('multipart/form-data')) return { fault: `content-type ${type}` };
    const [, json] = /name="payload_json"[^]*?\r\n\r\n([^]*?)\r\n--/.exec(raw) ?? [];
    const files = [...raw.matchAll(/name="files\[(\d+)\]"; filename="([^"]*)"/g)].map(([, id, name]) => ({ id: Number(id), name }));
    return { json: JSON.parse(json), files };
  } catch (err) {
    return { fault: `not JSON: ${err.message}` };
  }
}

// shape holds a body against the types: without its flags, for which the types
// have the bits and not their sums, and with its components one by one, since a
// union's errors cannot be read.
function* shape(valid, name, body) {
  const data = name === 'respond' ? body.data : body;
  const { flags = 0, ...bare } = data ?? {};
  if (!Number.isInteger(flags)) yield `flags ${JSON.stringify(flags)}`;
  if (bare.components) bare.components = [];
  if (body.type === 7 && bare.content === null) delete bare.content; // as in any change of a message; the types lack it
  const whole = name === 'respond' ? { ...body, ...(data && { data: bare }) } : Array.isArray(body) ? body : bare;
  yield* broken(valid.bodies.get(name), whole).map((fault) => `${name}: ${fault}`);
  for (const part of data?.components ?? []) yield* partShape(valid, part);
}

function* partShape(valid, part) {
  const validate = valid.parts.get(part?.type);
  if (!validate) {
    yield `component of type ${part?.type}: no rules are known for it: add them`;
    return;
  }
  yield* broken(validate, part.components ? { ...part, components: [] } : part).map((fault) => `component of type ${part.type}: ${fault}`);
  for (const inner of part.components ?? []) yield* partShape(valid, inner);
}

// broken returns what a validator says of a value, at most four lines.
function broken(validate, value) {
  if (validate(value)) return [];
  return validate.errors.map((e) => `${e.instancePath || '/'} ${e.message} ${JSON.stringify(e.params)}`).slice(0, 4);
}

const length = (text) => [...String(text ?? '')].length;

function* between(what, value, min, max) {
  if (value !== undefined && (value < min || value > max)) yield `${what} is ${value}, not ${min} to ${max}`;
}

function* text(what, value, max, min = 1) {
  if (value !== undefined && value !== null) yield* between(`length of ${what}`, length(value), min, max);
}

function* unique(what, values) {
  if (new Set(values).size !== values.length) yield `${what} stands twice`;
}

const parts = (list = []) => (list ?? []).flatMap((c) => [c, ...parts(c.components), ...(c.component ? parts([c.component]) : [])]);

// message checks what becomes a message, or takes the place of one.
function* message(b, files, flags) {
  const all = parts(b.components);
  const v2 = ((b.flags ?? 0) & V2) !== 0;
  if ((b.flags ?? 0) & ~flags) yield `flags ${b.flags}, of which ${(b.flags ?? 0) & ~flags} cannot be set there`;
  if (!b.content && all.length === 0) yield 'an empty message';
  yield* text('content', b.content, 2_000, 0);
  yield* text('nonce', b.nonce, 25);
  if (b.enforce_nonce && b.nonce === undefined) yield 'enforce_nonce without a nonce';
  yield* between('users to be pinged', b.allowed_mentions?.users?.length, 0, 100);
  yield* v2 ? newLayout(b, all) : oldLayout(b);
  yield* attached(b, all, files);
  yield* unique('a custom_id', all.map((c) => c.custom_id).filter(Boolean));
  for (const c of all) {
    if (c.type === INPUT || c.type === LABEL) yield `component of type ${c.type} outside of a window`;
    yield* part(c);
  }
}

// newLayout checks Components V2.
function* newLayout(b, all) {
  if (b.content || b.embeds?.length || b.poll || b.sticker_ids) yield 'content or embeds beside Components V2';
  yield* between('number of components', all.length, 1, 40);
  yield* between('characters of all texts', all.reduce((n, c) => n + (c.type === TEXT ? length(c.content) : 0), 0), 0, 4_000);
}

function* oldLayout(b) {
  yield* between('number of rows', b.components?.length, 0, 5);
  for (const c of b.components ?? []) if (c.type !== ROW) yield `component of type ${c.type} without the flag for it`;
}

// attached checks that what is named comes along, and what comes along is named.
function* attached(b, all, files) {
  const named = (b.attachments ?? []).map((a) => a.filename);
  yield* between('number of files', files.length, 0, 10);
  for (const a of b.attachments ?? []) {
    yield* text('words for a file', a.description, 1_024);
    if (!files.some((f) => f.id === Number(a.id) && f.name === a.filename)) yield `the file ${a.filename} does not come along`;
  }
  if (files.length !== named.length) yield `${files.length} files, and ${named.length} attachments`;
  for (const { media } of all.flatMap((c) => c.items ?? [])) {
    const name = /^attachment:\/\/(.+)/.exec(media?.url)?.[1];
    if (!named.includes(name)) yield `a picture that is not attached: ${media?.url}`;
  }
}

function* part(c) {
  yield* text('custom_id', c.custom_id, 100);
  yield* PARTS[c.type]?.(c) ?? [`no limits are known for type ${c.type}: add them`];
}

const PARTS = {
  *[ROW]({ components = [] }) {
    yield* between('number of components in a row', components.length, 1, 5);
    if (components.length > 1 && components.some((c) => c.type !== BUTTON)) yield 'a menu beside others in a row';
  },
  *[BUTTON](c) {
    yield* text('label', c.label, 80);
    yield* text('url', c.url, 512);
    if (!c.label && !c.emoji) yield 'a button without a label';
    if ((c.style === LINK) !== Boolean(c.url) || (c.style === LINK) === Boolean(c.custom_id)) yield 'a button that is a link and is none';
  },
  *[MENU](c) {
    yield* between('number of options', c.options?.length, 1, 25);
    yield* text('placeholder', c.placeholder, 150);
    yield* unique('a value', (c.options ?? []).map((o) => o.value));
    for (const o of c.options ?? []) for (const what of ['label', 'value', 'description']) yield* text(`${what} of an option`, o[what], 100);
  },
  *[INPUT](c) {
    yield* text('placeholder', c.placeholder, 100);
    yield* between('max_length', c.max_length, 1, 4_000);
    yield* text('value', c.value, c.max_length ?? 4_000, 0);
  },
  *[LABEL](c) {
    yield* text('label', c.label, 45);
    yield* text('description', c.description, 100);
  },
  *[TEXT](c) {
    yield* text('text', c.content, 4_000);
  },
  *[GALLERY]({ items = [] }) {
    yield* between('number of pictures', items.length, 1, 10);
    for (const i of items) yield* text('words for a picture', i.description, 1_024);
  },
  *[SEPARATOR]() {},
  *[CONTAINER]({ components = [] }) {
    yield* between('number of components in a container', components.length, 1, 39);
    if (components.some((c) => c.type === CONTAINER)) yield 'a container in a container';
  },
};

// RESPONSES are the kinds of responses to an interaction.
const RESPONSES = {
  4: (data, files) => message(data ?? {}, files, NO_EMBEDS | SILENT | PRIVATE | V2),
  *5(data) {
    if ((data?.flags ?? 0) & ~PRIVATE) yield `flags ${data.flags} of an answer that is to come`;
  },
  *6(data) {
    if (data) yield 'data beside nothing';
  },
  7: (data, files) => message(data ?? {}, files, NO_EMBEDS | PRIVATE | V2),
  *8(data) {
    yield* between('number of suggestions', data?.choices?.length ?? -1, 0, 25);
    for (const c of data?.choices ?? []) for (const what of ['name', 'value']) yield* text(`${what} of a suggestion`, c[what], 100);
  },
  *9(data) {
    yield* text('custom_id', data?.custom_id ?? '', 100);
    yield* text('title', data?.title ?? '', 45);
    yield* between('number of components in a window', data?.components?.length ?? 0, 1, 5);
    for (const c of parts(data?.components)) {
      if (![ROW, INPUT, TEXT, LABEL].includes(c.type)) yield `component of type ${c.type} in a window`;
      yield* part(c);
    }
  },
};

function* response(b, files) {
  yield* RESPONSES[b.type]?.(b.data, files) ?? [`no rules are known for a response of type ${b.type}: add them`];
}

const TYPED = 1; // a command that is typed; others stand in menus
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

function* registered(list) {
  const typed = list.filter((c) => (c.type ?? TYPED) === TYPED);
  yield* between('number of commands', typed.length, 0, 100);
  yield* between('number of entries in menus of messages', list.filter((c) => c.type === 3).length, 0, 15);
  yield* unique('a command', list.map((c) => `${c.type ?? TYPED} ${c.name}`));
  for (const c of typed) yield* typedCommand(c);
  for (const c of list.filter((c) => !typed.includes(c))) {
    yield* text('name in a menu', c.name, 32);
    if (c.description || c.options) yield `description or options of ${c.name}`;
  }
}

function* typedCommand(c) {
  const options = c.options ?? [];
  if (!NAME.test(c.name) || c.name !== c.name.toLowerCase()) yield `name ${c.name}`;
  yield* text('description', c.description ?? '', 100);
  yield* between('number of options', options.length, 0, 25);
  yield* unique('an option', options.map((o) => o.name));
  const words = [c, ...options].flatMap((o) => [o.name, o.description, ...(o.choices ?? []).flatMap((x) => [x.name, x.value])]);
  yield* between('characters of a command', words.reduce((n, w) => n + length(w), 0), 1, 8_000);
  if (options.some((o, i) => o.required && i > 0 && !options[i - 1].required)) yield 'a required option behind another';
  for (const o of options) {
    if (!NAME.test(o.name) || o.name !== o.name.toLowerCase()) yield `name of an option ${o.name}`;
    yield* text('description of an option', o.description ?? '', 100);
    yield* between('number of choices', o.choices?.length, 1, 25);
    for (const x of o.choices ?? []) for (const what of ['name', 'value']) yield* text(`${what} of a choice`, x[what], 100);
    if (o.choices && o.autocomplete) yield 'choices beside suggestions';
    yield* between('max_length', o.max_length, 1, 6_000);
  }
}
