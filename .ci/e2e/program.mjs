// Programs that the drivers start: their output is kept, and none of them
// outlives the driver.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './report.mjs';

// UNLIMITED are the flags under which one member may ask as fast as a suite.
export const UNLIMITED = ['--per-person', '0', '--per-room', '0'];

const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

// environment holds nothing of the caller's but what a program needs to run:
// a variable that is set by chance must not configure the bot.
function environment(extra) {
  const home = mkdtempSync(join(process.env.TMPDIR ?? '/tmp', 'home-'));
  return { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR ?? '/tmp', HOME: home, ...extra };
}

export class Program {
  output = '';
  ended = null; // { code, signal }, once it has

  constructor(name, command, args, env = {}) {
    this.name = name;
    this.child = spawn(command, args, { env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(this.child);
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (this.output += text));
    }
    this.exit = new Promise((resolve) => {
      const done = (end) => {
        running.delete(this.child);
        this.ended ??= end;
        resolve(this.ended);
      };
      this.child.once('close', (code, signal) => done({ code, signal }));
      this.child.once('error', (err) => done({ code: null, signal: err.message }));
    });
  }

  // death is a promise that fails when the program ends.
  death() {
    return this.exit.then(({ code, signal }) => {
      throw new Error(`${this.name} ended with ${code ?? signal}:\n${this.output.slice(-2000)}`);
    });
  }

  // ready waits until check returns something true.
  ready(check, ms = 30_000) {
    const quietly = async () => {
      try {
        return await check();
      } catch {
        return false;
      }
    };
    const up = eventually(`${this.name} that is ready`, quietly, ms).catch((err) => {
      throw new Error(`${err.message}; it says:\n${this.output.slice(-2000)}`);
    });
    return Promise.race([up, this.death()]);
  }

  // stop asks the program to end, insists after ms, and returns how it ended.
  async stop(ms = 10_000) {
    if (this.ended) return this.ended;
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), ms);
    const end = await this.exit;
    clearTimeout(timer);
    return end;
  }

  // endsInOrder fails unless the program, still up, ends by itself when asked.
  async endsInOrder() {
    if (this.ended) await this.death();
    const { code, signal } = await this.stop();
    if (code !== 0) throw new Error(`${this.name} ended with ${code ?? signal}:\n${this.output.slice(-2000)}`);
  }
}

// ask returns what the terminal answers, which every other mouth must agree with.
export function ask(binary, question) {
  return new Promise((resolve, reject) => {
    const options = { env: environment({}), timeout: 15_000 };
    execFile(binary, ['ask', '--json', question], options, (err, stdout) => {
      if (err && err.code !== 3) return reject(new Error(`ask ${JSON.stringify(question)}: ${err.message}`));
      try {
        resolve(JSON.parse(stdout));
      } catch (bad) {
        reject(new Error(`ask ${JSON.stringify(question)} printed no JSON: ${bad.message}`));
      }
    });
  });
}
