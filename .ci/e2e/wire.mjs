// HTTP by hand: requests whose bytes and headers are ours, and a tap that
// passes requests on and remembers both sides.
import http from 'node:http';

// send makes one request and returns { status, headers, body }.
export function send(url, { method = 'POST', headers = {}, body = '' } = {}) {
  const bytes = Buffer.from(body);
  return new Promise((resolve, reject) => {
    const options = { method, headers: { ...headers, 'content-length': bytes.length }, timeout: 15_000 };
    const req = http.request(url, options, (res) => {
      let text = '';
      res.setEncoding('utf8').on('data', (part) => (text += part));
      res.on('end', () => resolve({ status: res.statusCode, headers: res.headers, body: text }));
      res.on('error', reject);
    });
    req.on('timeout', () => req.destroy(new Error(`${method} ${url}: no answer`)));
    req.on('error', reject);
    req.end(bytes);
  });
}

// A Tap listens on a port of the loopback and sends every request to the
// address that route names, which may change its body and headers. Its log
// holds { method, path, headers, body, bytes, reply }; bytes are the body as it
// came, pictures and all.
export class Tap {
  log = [];

  constructor(route) {
    this.server = http.createServer((req, res) => this.#pass(route, req, res));
  }

  listen(port) {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }

  async #pass(route, req, res) {
    try {
      const parts = [];
      for await (const part of req) parts.push(part);
      const bytes = Buffer.concat(parts);
      const body = bytes.toString();
      const { host, connection, 'accept-encoding': _, 'transfer-encoding': _2, ...headers } = req.headers;
      const seen = { method: req.method, path: req.url, headers, body, bytes };
      this.log.push(seen);
      const to = route(seen);
      seen.reply = await send(to, seen.body === body ? { ...seen, body: bytes } : seen);
      const { 'content-length': __, 'transfer-encoding': ___, connection: ____, ...back } = seen.reply.headers;
      res.writeHead(seen.reply.status, back).end(seen.reply.body);
    } catch (err) {
      res.writeHead(502).end(String(err));
    }
  }
}
