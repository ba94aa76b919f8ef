/** The session of this page, between AdminJS's client and the browser. */
import { useSyncExternalStore } from 'react';
import { aroundRequests } from './client.js';
import { questionOf } from './question.js';
import { PageSession, type Login, type SessionState } from './session.js';
import type { State } from './state.js';
import { holdsWork, watchTyping } from './typed.js';

const pageState = () => window.REDUX_STATE as State;
const here = () => window.location.pathname + window.location.search;

/** The session behind the page that the browser shows. */
export const pageSession = new PageSession({
  userId: () => pageState().session?.id,
  here,
  holdsWork,
  leave: () => {
    window.location.assign(`${pageState().paths.loginPath}?next=${encodeURIComponent(here())}`);
  },
  reload: () => window.location.reload(),
  readLogin,
});

/** Returns the session's state, and renders again when it changes. */
export function useSessionState(): SessionState {
  return useSyncExternalStore(pageSession.subscribe, pageSession.state);
}

/**
 * Sends every request by way of the session, with the login that the page was made for, so that an
 * old tab cannot act as a newer login.
 */
export function followSession(): void {
  watchTyping();
  aroundRequests(async ({ method, options, headers, send }) => {
    const userId = pageSession.page.userId();
    if (userId !== undefined) headers['X-Signed-In-As'] = userId;
    const answer = await pageSession.ask(questionOf(method, options), send);
    // Several callers may share one answer: each has an object of its own.
    return { ...answer };
  });
  const look = () => {
    if (document.visibilityState === 'visible') void pageSession.look();
  };
  window.addEventListener('focus', look);
  document.addEventListener('visibilitychange', look);
}

async function readLogin(): Promise<Login | null> {
  const response = await fetch(`${pageState().paths.rootPath}/api/session`);
  if (!response.ok) throw new Error('the server did not say who is signed in');
  return ((await response.json()) as { login: Login | null }).login;
}
