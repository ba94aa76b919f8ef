/** The page that a form leads to, as its address asks for it. */

export const LOGIN = '/admin/login';
export const FIRST_PAGE = '/admin';

/** Returns the page to open after the sign-in: the wanted one if it is a page of ours, else the first. */
export function safeNext(wanted: unknown): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || /[\\\s]/.test(wanted)) {
    return FIRST_PAGE;
  }
  const base = 'http://here.invalid';
  if (!URL.canParse(wanted, base)) return FIRST_PAGE;
  const { origin, pathname, search } = new URL(wanted, base);
  const isPage =
    /^\/admin(?:\/|$)/.test(pathname) &&
    !/^\/admin\/(?:api|login|logout|frontend)\b/.test(pathname);
  return origin === base && isPage ? `${pathname}${search}` : FIRST_PAGE;
}

/** Adds the page to open afterwards to an address; the first one goes without saying. */
export function withNext(path: string, next: string): string {
  return next === FIRST_PAGE ? path : `${path}?next=${encodeURIComponent(next)}`;
}
