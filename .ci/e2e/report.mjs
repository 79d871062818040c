// Cases of the end-to-end stage: each is one line, `ok` or `not ok`, and counts.

export class Report {
  passed = 0;
  failed = 0;

  // suite runs cases that share a running program. A case fails when it
  // throws, when it is late, and when the program that it needs has ended.
  async suite(name, body) {
    const before = this.passed + this.failed;
    console.log(`\n# ${name}`);
    const one = async (title, check, { needs, ms = 20_000 } = {}) => {
      try {
        await within(ms, needs ? Promise.race([check(), needs.death()]) : check());
        this.passed++;
        console.log(`ok - ${name}: ${title}`);
      } catch (err) {
        this.#fail(`${name}: ${title}`, err);
      }
    };
    try {
      await body(one);
    } catch (err) {
      this.#fail(`${name}: the suite itself`, err);
    }
    if (this.passed + this.failed === before) this.#fail(`${name}: ran no case`);
  }

  #fail(title, err) {
    this.failed++;
    console.log(`not ok - ${title}`);
    const text = err instanceof Error ? err.message : String(err ?? '');
    for (const line of text.split('\n').slice(0, 40)) console.log(`    ${line.slice(0, 600)}`);
  }

  // close prints the count and returns the exit code.
  close() {
    console.log(`\n${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0 && this.passed > 0 ? 0 : 1;
  }
}

// within fails a promise that is later than ms milliseconds.
export function within(ms, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${ms} ms`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// eventually polls until read returns something true, and returns it.
export async function eventually(what, read, ms = 8_000) {
  const end = Date.now() + ms;
  for (;;) {
    const got = await read();
    if (got) return got;
    if (Date.now() > end) throw new Error(`no ${what} after ${ms} ms`);
    await sleep(20);
  }
}

// settled returns what read gives once its length has stood still for a while.
export async function settled(read, quiet = 300, ms = 8_000) {
  const end = Date.now() + ms;
  let seen = await read();
  for (let since = Date.now(); Date.now() - since < quiet; ) {
    if (Date.now() > end) throw new Error(`still growing after ${ms} ms: ${seen.length}`);
    await sleep(20);
    const now = await read();
    if (now.length !== seen.length) since = Date.now();
    seen = now;
  }
  return seen;
}
