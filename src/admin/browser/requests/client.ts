/** AdminJS's client, which every request of the panels goes through and which offers no hooks. */
import { ApiClient } from 'adminjs';
import type { RequestOptions } from './question.js';

/** Methods that send a request. `searchRecords` sends its own by `resourceAction`. */
const sendingMethods = [
  'resourceAction',
  'recordAction',
  'bulkAction',
  'getDashboard',
  'getPage',
] as const;

export interface ClientRequest {
  /** Names what is asked, the method without its options. */
  method: string;
  options: RequestOptions;
  /** Headers that go with every request of this client. */
  headers: Record<string, string>;
  send: () => Promise<object>;
}

interface Sender {
  client: { defaults: { headers: { common: Record<string, string> } } };
}

/** Puts itself around every request; what is added last stands outermost. */
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
