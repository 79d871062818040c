// node members.mjs BINARY: has the bot answer three questions on a server, and
// draws what it sent into discord-answer.png, -comparison.png and -chart.png.
import { createRequire } from 'node:module';
import { Member, ROOM } from './commands.mjs';
import { draw, WIDTH } from './draw.mjs';
import { API, BOT, Guild, TOKEN } from './guild.mjs';
import { Program, UNLIMITED } from './program.mjs';

const { generateFromMessages, ExportReturnType } = createRequire(import.meta.url)('discord-html-transcripts');
// FACE is a plain square: the application has none of its own.
const FACE = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect width="64" height="64" fill="#3a6ea5"/></svg>')}`;
const SEPARATOR = 14;

// STYLE fits the page to a phone, as Discord does, with a font that is there.
const STYLE = `
  @font-face { font-family: Discord; font-weight: 400; src: local('Lato Regular') }
  @font-face { font-family: Discord; font-weight: 500 600; src: local('Lato Medium') }
  @font-face { font-family: Discord; font-weight: 700; src: local('Lato Bold') }
  * { font-family: Discord, sans-serif !important }
  body { width: ${WIDTH}px }
  div[style*='width: 500px'] { display: block !important; width: 100% !important; box-sizing: border-box }
  div[style*='width: 500px'] > :is(div, discord-action-row) { margin: 8px 0 !important }
  div[style*='width: 500px'] img { display: block }
  discord-bold { display: inline }
  .discord-action-row { flex-wrap: wrap !important; gap: 8px }
  .discord-button { white-space: nowrap; max-width: 100%; padding: 2px 12px !important }
`;

const g = await Guild.open(['alice', 'bob'], [ROOM]);
const bot = new Program('careerbot', process.argv[2], ['serve', '--listen', '127.0.0.1:8080', ...UNLIMITED], {
  DISCORD_TOKEN: TOKEN, DISCORD_API_URL: API, CAREERBOT_KEY: 'pictures',
});
try {
  await bot.ready(() => g.gateway.clients.some((c) => c.identified));
  const pages = Object.entries(await scenes()).map(async ([name, components]) => [`discord-${name}`, await page(components)]);
  await draw(Object.fromEntries(await Promise.all(pages)));
} finally {
  await bot.stop();
  await g.close();
}

// scenes returns the components of each picture, as the bot sent them.
async function scenes() {
  const alice = new Member(g, 'alice');
  const answer = await alice.type('career', { question: 'mid devops pay manchester?' });
  const [comparison] = await g.replies(ROOM, await g.say(ROOM, 'bob', `<@${BOT}> devops or software engineer: career ceiling and on-call`));
  const pay = await alice.type('career', { question: 'devops salary in the UK, all levels' });
  const sent = await alice.followed(await alice.press(pay, 'Chart'), 'PATCH');
  const [, json] = /name="payload_json"[^]*?\r\n\r\n([^]*?)\r\n--/.exec(sent.body);
  const chart = embedded(JSON.parse(json).components, picture(sent.bytes));
  return { answer: embedded(answer.components), comparison: embedded(comparison.components), chart };
}

// picture returns the PNG in a request.
function picture(bytes) {
  const begin = bytes.indexOf(Buffer.from('\x89PNG', 'latin1'));
  return bytes.subarray(begin, bytes.indexOf('IEND', begin) + 8);
}

// embedded puts the picture itself in the place of its name, says of separators
// what Discord takes them for where nothing is said, and takes the mark off small
// print, which the renderer does not know.
function embedded(components, png) {
  return components.map((c) => ({
    ...(c.type === SEPARATOR && { divider: true, spacing: 1 }), ...c,
    ...(c.content && { content: c.content.replace(/^-# /gm, '') }),
    ...(c.components && { components: embedded(c.components, png) }),
    ...(c.items && { items: c.items.map((i) => ({ ...i, media: { url: `data:image/png;base64,${png.toString('base64')}` } })) }),
  }));
}

// page returns a message with the components, as the renderer draws it. It takes
// the objects of discord.js; these are the parts of them that it reads.
async function page(components) {
  const author = { id: BOT, username: 'careerbot', displayName: 'careerbot', bot: true, displayAvatarURL: () => FACE };
  const message = {
    id: '1', author, components, createdAt: new Date(2026, 0, 15, 9, 41), editedAt: null, content: '', embeds: [],
    mentions: { everyone: false }, attachments: new Map(), reactions: { cache: new Map() }, reference: null,
  };
  const channel = { name: ROOM, guild: { name: 'Careers', iconURL: () => null }, isDMBased: () => false, isThread: () => false, isVoiceBased: () => false };
  const html = await generateFromMessages([message], channel, { returnType: ExportReturnType.String, hydrate: true, poweredBy: false, favicon: FACE });
  return { html: html.replace('</head>', `<style>${STYLE}</style></head>`), part: `#m-${message.id}` };
}
