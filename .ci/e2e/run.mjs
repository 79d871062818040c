// The end-to-end stage: node run.mjs BINARY. It needs every port of the
// loopback for itself, and nothing else; its caller gives it a network of its
// own. The last line counts.
import { resolve } from 'node:path';
import { Report } from './report.mjs';
import { console_ } from './console.mjs';
import { schema } from './schema.mjs';
import { discord } from './discord.mjs';
import { slack } from './slack.mjs';
import { socket } from './socket.mjs';

const binary = resolve(process.argv[2] ?? '');
const report = new Report();
const late = setTimeout(() => {
  console.log('not ok - the stage is not done after 8 minutes');
  report.failed++;
  process.exit(report.close());
}, 8 * 60_000);

await report.suite('schema', (test) => schema(test));
await report.suite('console', (test) => console_(test, binary));
await report.suite('slack', (test) => slack(test, binary));
await report.suite('socket', (test) => socket(test, binary));
await report.suite('discord', (test) => discord(test, binary));
clearTimeout(late);
process.exit(report.close());
