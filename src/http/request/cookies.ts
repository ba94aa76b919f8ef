import type { Request } from 'express';

/** Reads a cookie of a request; undefined without one. */
export function readCookie(request: Request, name: string): string | undefined {
  return (request.headers.cookie ?? '')
    .split(';')
    .map((cookie) => cookie.trim().split('='))
    .find(([key]) => key === name)?.[1];
}
