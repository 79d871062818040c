// The console suite: what the binary does with no token, and with wrong ones.
import assert from 'node:assert/strict';
import http from 'node:http';
import { Program } from './program.mjs';
import { eventually } from './report.mjs';
import { send } from './wire.mjs';
import { API, SECRET, TOKEN, WEBHOOKS } from './workspace.mjs';

const PAGE = 'http://127.0.0.1:8080/';

export async function console_(test, binary) {
  const bot = new Program('careerbot', binary, ['serve', '--listen', '127.0.0.1:8080'], { CAREERBOT_KEY: 'test' });
  try {
    await bot.ready(async () => (await send(PAGE, { method: 'GET' })).status === 200);
    const one = (title, check) => test(title, check, { needs: bot });
    await one('with no token it says which variables are missing', async () => {
      for (const name of ['SLACK_BOT_TOKEN', 'DISCORD_TOKEN']) assert.ok(bot.output.includes(name), `${name} not in ${bot.output}`);
    });
    await one('its page takes a question and shows the answer', async () => {
      const got = await fill('senior devops uk salary');
      assert.equal(got.status, 200);
      assert.match(entities(got.body), /£85,000–£130,000/);
    });
    await one('its page shows a question as text, never as markup', async () => {
      const got = await fill('<script>alert(1)</script><b>devops</b>');
      assert.equal(got.status, 200);
      assert.doesNotMatch(got.body, /<script>alert|<b>devops/);
    });
    await test('ends in order when asked to', () => bot.endsInOrder());
  } finally {
    await bot.stop();
  }
  await test('a wrong Slack token ends it with one sentence that names the variable', () => refused(binary));
}

const entities = (html) => html.replaceAll('&pound;', '£').replace(/&#(\d+);/g, (_, n) => String.fromCodePoint(n)).replaceAll('&ndash;', '–');

// fill fills in the page's form as a browser would.
async function fill(question) {
  const page = (await send(PAGE, { method: 'GET' })).body;
  const [, form] = /<form([^>]*)>/.exec(page) ?? assert.fail(`no form in ${page}`);
  const attribute = (name) => new RegExp(`${name}="?([^"\\s>]*)`).exec(form)?.[1];
  const field = [...page.matchAll(/<(?:input|textarea)[^>]*>/g)].map((m) => m[0]).find((tag) => !/type="?(submit|hidden)/.test(tag));
  const name = /name="?([^"\s>]+)/.exec(field)?.[1];
  const query = new URLSearchParams({ [name]: question }).toString();
  const url = new URL(attribute('action') ?? '', PAGE);
  if (attribute('method')?.toLowerCase() === 'post') {
    return send(url, { headers: { 'content-type': 'application/x-www-form-urlencoded', origin: PAGE.slice(0, -1) }, body: query });
  }
  return send(`${url}?${query}`, { method: 'GET' });
}

// refused starts the bot against a Slack that knows no token.
async function refused(binary) {
  const server = http.createServer((_, res) => res.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":false,"error":"invalid_auth"}'));
  await new Promise((resolve) => server.listen(3000, '127.0.0.1', resolve));
  const bot = new Program('careerbot', binary, ['serve', '--listen', '127.0.0.1:8080'], {
    SLACK_BOT_TOKEN: TOKEN, SLACK_SIGNING_SECRET: SECRET, SLACK_API_URL: API, CAREERBOT_WEBHOOKS: WEBHOOKS, CAREERBOT_KEY: 'test',
  });
  try {
    await eventually('end', () => bot.ended, 15_000);
    assert.equal(bot.ended.code, 1);
    assert.match(bot.output, /SLACK_BOT_TOKEN/);
    assert.ok(!bot.output.includes(TOKEN), 'the token itself');
  } finally {
    await bot.stop();
    server.closeAllConnections();
    server.close();
  }
}
