import type { Request, Response } from 'express';
import type { Context } from '../../context.js';
import { DEVICE_DAYS } from '../../services/sign-in/devices.js';
import { readCookie } from './cookies.js';

/** The cookie by which a login knows a browser that signed in before. It signs nobody in. */

const DAY_MS = 24 * 60 * 60_000;
/** 32 random bytes in base64url. */
const TOKEN = /^[\w-]{43}$/;

export function deviceCookieName({ config }: Context): string {
  return config.production ? '__Host-fire22-device' : 'fire22-device';
}

/** Returns the browser's device cookie; undefined without one, and for a text that none can be. */
export function deviceOf(context: Context, request: Request): string | undefined {
  const value = readCookie(request, deviceCookieName(context));
  return value !== undefined && TOKEN.test(value) ? value : undefined;
}

/** Gives the browser the new value of its device cookie; only a sign-in does. */
export function keepDevice(context: Context, response: Response, token: string): void {
  response.cookie(deviceCookieName(context), token, {
    path: '/',
    maxAge: DEVICE_DAYS * DAY_MS,
    httpOnly: true,
    sameSite: 'strict',
    secure: context.config.production,
  });
}
