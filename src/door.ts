import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Config } from './config.js';
import { DomainError } from './errors.js';
import { BARE_HEADERS } from './http/errors/last-answer.js';
import { message, type Message } from './messages/message.js';

/** The HTTP server of the process: its port, the problems of opening it, its end. */

/** Time for running requests to finish after the server was asked to stop. */
const STOP_WITHIN_MS = 10_000;
/** Time for a request to arrive, body included. */
const REQUEST_WITHIN_MS = 30_000;
/**
 * Time that an idle connection stays open: longer than nginx and the load balancers of AWS keep it
 * (60 s), which would send a request into a closed one.
 */
const KEEP_ALIVE_MS = 65_000;

export interface Door {
  /** Answers every request from now on. */
  answerBy(handler: http.RequestListener): void;
  /**
   * Listens; a second call does nothing.
   * @throws DomainError `configuration` when the port or the host cannot be had
   */
  listen(): Promise<void>;
  /** Address on which it listens: `http://127.0.0.1:3000`. */
  address(): string;
  /** Accepts no new requests, and finishes the running ones. */
  close(): Promise<void>;
}

/** Makes a server that does not listen yet. */
export function makeDoor(config: Config): Door {
  let handler: http.RequestListener = (_request, response) => void response.writeHead(503).end();
  const server = http.createServer((request, response) => handler(request, response));
  server.requestTimeout = REQUEST_WITHIN_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.on('clientError', refuseUnreadable);
  // Without a listener, Node answers an unknown expectation by itself, without our policy.
  server.on('checkExpectation', (request, response) => handler(request, response));
  const unused = unusedConnections(server);
  return {
    answerBy: (next) => (handler = next),
    listen: () => (server.listening ? Promise.resolve() : listen(server, config)),
    address: () => serverAddress(server),
    close: () => (server.listening ? close(server, unused) : Promise.resolve()),
  };
}

const UNREADABLE: Record<string, number | undefined> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers what no parser of HTTP reads, in the place of Node's answer without a policy. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = UNREADABLE[error.code ?? ''] ?? 400;
  const headers = { ...BARE_HEADERS, 'Content-Length': '0', Connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const head = [`HTTP/1.1 ${status} ${http.STATUS_CODES[status] ?? ''}`, ...lines];
  socket.end(`${head.join('\r\n')}\r\n\r\n`);
}

function listen(server: http.Server, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(listenProblem(error, host, port)),
    );
    server.listen(port, host, resolve);
  });
}

function listenProblem(error: NodeJS.ErrnoException, host: string, port: number): DomainError {
  const elsewhere = [
    message('setup.host_elsewhere', { host }),
    message('setup.host_elsewhere_hint'),
  ] as const;
  const known: Record<string, readonly [Message, Message] | undefined> = {
    EADDRINUSE: [message('setup.port_taken', { port, host }), message('setup.port_taken_hint')],
    EACCES: [message('setup.port_forbidden', { port, host }), message('setup.port_forbidden_hint')],
    EADDRNOTAVAIL: elsewhere,
    ENOTFOUND: elsewhere,
  };
  const [problem, hint] = known[error.code ?? ''] ?? [
    message('setup.cannot_listen', { host, port }),
    undefined,
  ];
  return new DomainError('configuration', problem, { hint, cause: error });
}

function serverAddress(server: http.Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

/** Connections without a request so far: browsers open some in advance. */
function unusedConnections(server: http.Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', ({ socket }) => sockets.delete(socket));
  return sockets;
}

/**
 * Closes the server, and the connections that browsers keep open as soon as they are idle; Node
 * counts unused ones as busy.
 */
async function close(server: http.Server, unused: ReadonlySet<Socket>): Promise<void> {
  const idle = setInterval(() => {
    server.closeIdleConnections();
    for (const socket of unused) if (socket.bytesRead === 0) socket.destroy();
  }, 50);
  const late = setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS);
  await new Promise((resolve) => server.close(resolve));
  clearInterval(idle);
  clearTimeout(late);
}
