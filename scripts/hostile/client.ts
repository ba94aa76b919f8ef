import http from 'node:http';
import type { Socket } from 'node:net';

/**
 * A bare HTTP client: `fetch` takes up to half a millisecond of this process's time for a request,
 * which would count as the server's.
 */

export interface Answer {
  status: number;
  text: string;
}

export interface Ask {
  method?: 'GET' | 'HEAD' | 'POST';
  headers?: Record<string, string>;
  body?: string | Buffer | undefined;
  /** Time after which the client closes the connection, ms. */
  abortAfterMs?: number;
}

/** Sends requests over connections that it keeps. */
export class BareClient {
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });
  readonly #address: string;
  readonly #headers: Record<string, string>;

  constructor(address: string, headers: Record<string, string>) {
    this.#address = address;
    this.#headers = headers;
  }

  /** Sends a request; an aborted or broken one has the status 0. */
  send(target: string, { method = 'GET', headers, body, abortAfterMs }: Ask = {}): Promise<Answer> {
    return new Promise((resolve) => {
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      const request = http.request(new URL(target, this.#address), {
        method,
        agent: this.#agent,
        headers: { ...this.#headers, ...length, ...headers },
      });
      const broken = () => resolve({ status: 0, text: '' });
      request.on('error', broken);
      request.on('response', (reply) => {
        const chunks: Buffer[] = [];
        reply.on('data', (chunk: Buffer) => chunks.push(chunk));
        reply.on('error', broken);
        reply.on('end', () => {
          resolve({ status: reply.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
        });
        reply.on('close', broken);
      });
      if (abortAfterMs !== undefined) setTimeout(() => request.destroy(), abortAfterMs);
      request.end(body);
    });
  }

  /** Begins a body of a megabyte and sends one byte of it at a time, until the server ends it. */
  trickle(target: string, type: string, everyMs: number, forMs: number): Promise<Answer> {
    return new Promise((resolve) => {
      const request = http.request(new URL(target, this.#address), {
        method: 'POST',
        agent: false,
        headers: { ...this.#headers, 'content-type': type, 'content-length': '1000000' },
      });
      // All but the last bytes at once: the server holds them while it waits.
      request.write(Buffer.alloc(990_000, 'a'));
      const timer = setInterval(() => request.write('a'), everyMs);
      const end = setTimeout(() => request.destroy(), forMs);
      const done = (status: number) => {
        clearInterval(timer);
        clearTimeout(end);
        resolve({ status, text: '' });
      };
      request.on('error', () => done(0));
      request.on('close', () => done(0));
      request.on('response', (reply) => {
        reply.resume();
        request.destroy();
        done(reply.statusCode ?? 0);
      });
      request.on('socket', (socket: Socket) => socket.unref());
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
