// node pictures.mjs BINARY: has the bot answer three questions in a workspace,
// and draws what it sent into answer.png, comparison.png and chart.png.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { get } from 'node:http';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Message } from 'slack-blocks-to-jsx';
import { draw, WIDTH } from './draw.mjs';
import { Program, UNLIMITED } from './program.mjs';
import { eventually, settled } from './report.mjs';
import { ALICE, API, BOT, SECRET, TOKEN, WEBHOOKS, Workspace, room } from './workspace.mjs';
import { send } from './wire.mjs';

// LOGO is a plain square: the app has none of its own.
const LOGO = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="36" height="36"><rect width="36" height="36" fill="#3a6ea5"/></svg>')}`;

const w = await Workspace.open(['alice'], ['careers']);
const bot = new Program('careerbot', process.argv[2], ['serve', '--listen', '127.0.0.1:8080', ...UNLIMITED], {
  SLACK_BOT_TOKEN: TOKEN, SLACK_SIGNING_SECRET: SECRET, SLACK_API_URL: API, CAREERBOT_WEBHOOKS: WEBHOOKS, CAREERBOT_KEY: 'pictures',
});
try {
  await bot.ready(async () => (await send(`http://${WEBHOOKS}/slack/events`, { method: 'GET' })).status > 0);
  const pages = Object.entries(await scenes()).map(([name, blocks]) => [name, { html: html(blocks), part: 'main' }]);
  await draw(Object.fromEntries(pages));
} finally {
  await bot.stop();
  await w.close();
}

// scenes returns the blocks of each picture, as the bot sent them.
async function scenes() {
  const { message } = await w.command(room('careers'), ALICE, 'mid devops pay manchester?');
  await w.ask(room('careers'), ALICE, `<@${BOT}> devops or software engineer: career ceiling and on-call`);
  const comparison = (await w.said(room('careers'))).at(-1);
  const { message: pay } = await w.command(room('careers'), ALICE, 'devops and software engineer salaries in the UK');
  const button = pay.blocks.flatMap((b) => b.elements ?? []).find((e) => e.text?.text === 'Chart');
  const known = (await w.said(room('careers'))).length;
  await w.click(room('careers'), ALICE, pay.ts, { ...button, block_id: pay.blocks.find((b) => b.elements?.includes(button)).block_id });
  const read = async () => (await w.said(room('careers'))).slice(known);
  await eventually('chart', async () => (await read()).length);
  const [chart] = await settled(read);
  return { answer: message.blocks, comparison: comparison.blocks, chart: await Promise.all(chart.blocks.map(embedded)) };
}

// embedded puts the uploaded picture itself in the place of Slack's id of it,
// which the renderer cannot look up.
async function embedded(block) {
  if (block.type !== 'image') return block;
  const { slack_file: { id }, ...rest } = block;
  const address = `${new URL(API).origin}/files-pri/T01TEST-${id}/chart.png`;
  return { ...rest, image_url: `data:image/png;base64,${(await bytes(address)).toString('base64')}` };
}

function bytes(address) {
  return new Promise((resolve, reject) => {
    get(address, { headers: { authorization: `Bearer ${TOKEN}` } }, async (res) => {
      const parts = [];
      for await (const part of res) parts.push(part);
      if (res.statusCode === 200) resolve(Buffer.concat(parts));
      else reject(new Error(`${address}: ${res.statusCode}`));
    }).on('error', reject);
  });
}

function html(blocks) {
  const style = readFileSync(createRequire(import.meta.url).resolve('slack-blocks-to-jsx/dist/style.css'), 'utf8');
  const message = createElement(Message, { blocks, name: 'careerbot', logo: LOGO, time: new Date(2026, 0, 15, 9, 41), theme: 'light' });
  return `<!doctype html><meta charset="utf-8"><style>${style}</style>
<style>
  @font-face { font-family: Slack; font-weight: 400; src: local('Lato Regular') }
  @font-face { font-family: Slack; font-weight: 700; src: local('Lato Bold') }
  main, #slack_blocks_to_jsx#slack_blocks_to_jsx * { font-family: Slack, sans-serif !important }
  body { margin: 0; background: #fff }
  main { width: ${WIDTH}px; box-sizing: border-box; padding: 8px; overflow: hidden }
</style>
<main>${renderToStaticMarkup(message)}</main>`;
}
