import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { whenDone } from '../run/shared-world.js';
import type { D1Address } from './d1-pool.js';

/** A network between the back office and its gateway whose faults a test chooses; counts trips. */

export type Fault =
  /** the request never arrives */
  | 'cut_before'
  /** it arrives and is carried out; the answer is lost */
  | 'cut_after'
  /** it is carried out; half of the answer arrives */
  | 'half'
  /** it arrives only after the sender has given up */
  | 'late'
  /** it arrives twice; the answer is that to the second */
  | 'twice'
  /** another server answers in its place */
  | 'html'
  /** it is carried out and answered, a little later */
  | 'slow'
  /** no answer ever comes */
  | 'silent';

export interface FaultProxy {
  address: D1Address;
  /** Bodies of the requests with statements so far; faulty ones too. */
  trips: { statements: { sql: string; params: unknown[] }[]; session?: string }[];
  /** Chooses the fault of the next request with statements; null for none. */
  fault: (trip: number) => Fault | null;
  /** Waits for requests that are late. */
  settled(): Promise<void>;
}

interface Answer {
  status: number;
  body: Buffer;
}

type Forward = (request: http.IncomingMessage, body: Buffer) => Promise<Answer>;

/** Starts a proxy in front of a database; it ends with the test or the shared world. */
export async function startFaultProxy(target: D1Address): Promise<FaultProxy> {
  const agent = new http.Agent({ keepAlive: true });
  const forward = forwardTo(target, agent);
  const late: Promise<unknown>[] = [];

  const handle = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    const body = await read(request);
    let fault: Fault | null = null;
    if (request.method === 'POST') {
      proxy.trips.push(JSON.parse(body.toString()) as FaultProxy['trips'][number]);
      fault = proxy.fault(proxy.trips.length);
    }
    switch (fault) {
      case 'cut_before':
        return void request.socket.destroy();
      case 'late':
        request.socket.destroy();
        await new Promise((resolve) => setTimeout(resolve, 20));
        return void late.push(forward(request, body).catch(() => undefined));
      case 'html':
        response.writeHead(502, { 'content-type': 'text/html' });
        return void response.end('<html><body>Bad gateway</body></html>');
      case 'silent':
        return;
      case 'slow':
        await new Promise((resolve) => setTimeout(resolve, 5));
        break;
      case 'twice':
        await forward(request, body);
        break;
      case 'cut_after':
      case 'half':
      case null:
    }
    const answer = await forward(request, body);
    if (fault === 'cut_after') return void request.socket.destroy();
    send(answer, request, response, fault === 'half');
  };

  const server = http.createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  whenDone(() => {
    server.closeAllConnections();
    server.close();
    agent.destroy();
  });

  const { port } = server.address() as AddressInfo;
  const proxy: FaultProxy = {
    address: { url: `http://127.0.0.1:${port}`, token: target.token },
    trips: [],
    fault: () => null,
    settled: async () => {
      await Promise.all(late);
    },
  };
  return proxy;
}

/** Sends requests on to the gateway with their path and token. */
function forwardTo(target: D1Address, agent: http.Agent): Forward {
  return (request, body) =>
    new Promise((resolve, reject) => {
      const { method = 'GET', url = '/', headers } = request;
      const { authorization = '', 'content-type': type = '' } = headers;
      http
        .request(
          target.url + url,
          { method, agent, headers: { authorization, 'content-type': type } },
          (response) => {
            read(response).then((text) => {
              resolve({ status: response.statusCode ?? 0, body: text });
            }, reject);
          },
        )
        .on('error', reject)
        .end(body);
    });
}

/** Answers the back office; half of an answer ends with the connection. */
function send(
  { status, body }: Answer,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  isHalf: boolean,
): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': body.length,
  });
  if (!isHalf) return void response.end(body);
  response.write(body.subarray(0, body.length / 2), () => request.socket.destroy());
}

async function read(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
