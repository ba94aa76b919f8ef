/** A hook around AdminJS's client, which sends every request of the panels and offers none. */
import { ApiClient } from 'adminjs';
import type { RequestOptions } from './question.js';

/** Methods that send a request. `searchRecords` sends its request by `resourceAction`. */
const sendingMethods = [
  'resourceAction',
  'recordAction',
  'bulkAction',
  'getDashboard',
  'getPage',
] as const;

export interface ClientRequest {
  /** Name of the client's method. */
  method: string;
  options: RequestOptions;
  /** Headers of every request of this client. */
  headers: Record<string, string>;
  send: () => Promise<object>;
}

interface Sender {
  client: {
    defaults: { headers: { common: Record<string, string> } };
    get: (path: string) => Promise<{ data: unknown }>;
    post: (path: string, data: object) => Promise<{ data: unknown }>;
  };
}

type Around = (request: ClientRequest) => Promise<object>;

/** Wrappers of every request, the outermost last. */
const wrappers: Around[] = [];

/**
 * Reads an address that no method of AdminJS's client requests.
 * @param path below that of the panels
 */
export async function getJson<Data>(path: string): Promise<Data> {
  const answer = await sendAround('getJson', { params: path }, ({ client }) => client.get(path));
  return answer as Data;
}

/**
 * Posts to an address that no method of AdminJS's client requests.
 * @param path below that of the panels
 */
export async function postJson<Data>(path: string, data: object): Promise<Data> {
  const answer = await sendAround('postJson', { data }, ({ client }) => client.post(path, data));
  return answer as Data;
}

async function sendAround(
  method: string,
  options: RequestOptions,
  request: (sender: Sender) => Promise<object>,
): Promise<unknown> {
  const sender = new ApiClient() as unknown as Sender;
  const { common: headers } = sender.client.defaults.headers;
  const send = wrappers.reduce<() => Promise<object>>(
    (inner, around) => () => around({ method, options, headers, send: inner }),
    () => request(sender),
  );
  return ((await send()) as { data: unknown }).data;
}

/** Wraps every request. Of several wrappers, the one added last is outermost. */
export function aroundRequests(around: Around): void {
  wrappers.push(around);
  const prototype = ApiClient.prototype as unknown as Record<
    string,
    (this: Sender, options?: RequestOptions) => Promise<object>
  >;
  for (const method of sendingMethods) {
    const original = prototype[method];
    if (original === undefined) continue;
    prototype[method] = function (options = {}) {
      return around({
        method,
        options,
        headers: this.client.defaults.headers.common,
        send: () => original.call(this, options),
      });
    };
  }
}
