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
  client: { defaults: { headers: { common: Record<string, string> } } };
}

/** Wraps every request. Of several wrappers, the one added last is outermost. */
export function aroundRequests(around: (request: ClientRequest) => Promise<object>): void {
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
