/** What to tell a person when a request fails, and where to send one whose session has ended. */
import { ApiClient } from 'adminjs';

interface RequestFailure {
  response?: { status: number; data?: unknown };
  config?: { method?: string };
}

/** The server's own plain message, else that the reply was lost. */
export function failureText(error: unknown, text: (key: string) => string): string {
  const { response } = error as RequestFailure;
  if (response === undefined) return text('Failure.noReply');
  const message = serverMessage(response.data);
  return message ?? text(response.status >= 500 ? 'Failure.server' : 'Failure.refused');
}

/** True when it is not known whether the request had its effect. */
export function isOutcomeUnknown(error: unknown): boolean {
  const { response } = error as RequestFailure;
  return response === undefined || response.status >= 500;
}

function serverMessage(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { message, error } = data as { message?: unknown; error?: unknown };
  if (typeof message === 'string') return message;
  if (typeof error === 'string') return error;
  return typeof error === 'object' ? serverMessage(error) : undefined;
}

/** What of AdminJS's client asks the server. */
export const requestMethods = [
  'resourceAction',
  'recordAction',
  'bulkAction',
  'searchRecords',
  'getDashboard',
  'getPage',
] as const;

/** What was only to be shown is shown anew; what was to be changed is answered where it was asked. */
function isOtherLogin({ response, config }: RequestFailure): boolean {
  return response?.status === 412 && config?.method === 'get';
}

/** AdminJS's client, as far as it sends headers. */
interface Sender {
  client: { defaults: { headers: { common: Record<string, string> } } };
}

/**
 * Every request of the panels goes through AdminJS's client, which has no place for this: a session
 * that ended leads to the login page instead of a message that nothing could be fetched, and each
 * request says for whom this page was made, so that an old tab does not act as a newer login.
 */
export function leaveWhenSessionEnds(loginPath: string, userId: string | undefined): void {
  const prototype = ApiClient.prototype as unknown as Record<
    string,
    (...args: unknown[]) => Promise<unknown>
  >;
  for (const name of requestMethods) {
    const original = prototype[name];
    if (original === undefined) continue;
    prototype[name] = async function (this: unknown, ...args: unknown[]) {
      if (userId !== undefined) {
        (this as Sender).client.defaults.headers.common['X-Signed-In-As'] = userId;
      }
      try {
        return await original.apply(this, args);
      } catch (error) {
        if ((error as RequestFailure).response?.status === 401) {
          const { pathname, search } = window.location;
          window.location.assign(`${loginPath}?next=${encodeURIComponent(pathname + search)}`);
          return new Promise(() => undefined); // the page is leaving: nothing may follow
        }
        if (isOtherLogin(error as RequestFailure)) {
          window.location.reload();
          return new Promise(() => undefined);
        }
        throw error;
      }
    };
  }
}
