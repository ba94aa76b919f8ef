/** Notices of the login's security, which the server announces in a header of its answers. */
import { useSyncExternalStore } from 'react';
import { aroundRequests } from './client.js';
import { pageSession } from './page-session.js';
import type { State } from './state.js';

/** A notice as the server writes it in the page's language. */
export interface AccountNotice {
  id: string;
  said: string;
  details: string;
}

const HEADER = 'x-account-notices';
const NONE: readonly AccountNotice[] = [];

let announced = 0;
let notices = NONE;
const listeners = new Set<() => void>();

/** Reads the notices whenever an answer announces another number of them. */
export function followNotices(): void {
  aroundRequests(async ({ send }) => {
    const answer = await send();
    const count = countIn(answer);
    if (count !== undefined && count !== announced) {
      announced = count;
      if (count === 0) become(NONE);
      else void load();
    }
    return answer;
  });
}

/** Returns the notices to acknowledge, newest first, and renders again when they change. */
export function useAccountNotices(): readonly AccountNotice[] {
  return useSyncExternalStore(subscribe, () => notices);
}

/**
 * Acknowledges the notices that the page has read.
 * @throws Error when the server did not do it
 */
export async function acknowledgeNotices(): Promise<void> {
  const ids = notices.map(({ id }) => id).join(' ');
  const userId = pageSession.page.userId();
  const response = await fetch(address(), {
    method: 'POST',
    body: new URLSearchParams({ ids }),
    headers: userId === undefined ? {} : { 'X-Signed-In-As': userId },
  });
  if (!response.ok) throw new Error('the notices were not acknowledged');
  become(NONE);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function become(next: readonly AccountNotice[]): void {
  notices = next;
  for (const listener of [...listeners]) listener();
}

async function load(): Promise<void> {
  try {
    const response = await fetch(address());
    if (!response.ok) throw new Error('the notices were not read');
    become(((await response.json()) as { notices: AccountNotice[] }).notices);
  } catch {
    // The next answer announces them again.
    announced = 0;
  }
}

/** Returns the number that an answer announces; undefined for an answer without headers. */
function countIn(answer: object): number | undefined {
  const { headers } = answer as { headers?: Record<string, unknown> };
  return headers && Number(headers[HEADER] ?? 0);
}

function address(): string {
  return `${(window.REDUX_STATE as State).paths.rootPath}/api/notices`;
}
