import type { RequestHandler } from 'express';
import { expect } from 'vitest';
import { embedded } from '../../helpers/engines/engines.js';
import { openFrontDoor, type Browser, type FrontDoor } from '../../helpers/http/front-door.js';

/** Requests of an administrator at the front door. */

export const API = '/admin/api/resources/customers';
export const json = { 'content-type': 'application/json' };

export async function signedIn(
  answer?: RequestHandler,
): Promise<{ door: FrontDoor; browser: Browser }> {
  const door = await openFrontDoor(embedded, {}, answer);
  await door.user('ada');
  const browser = door.browser();
  await browser.signIn('ada');
  return { door, browser };
}

/** Sends one request after another, so that a reached router belongs to one of them. */
export async function each<Probe, Found>(
  probes: readonly Probe[],
  ask: (probe: Probe) => Promise<Found>,
): Promise<Found[]> {
  const found: Found[] = [];
  for (const probe of probes) found.push(await ask(probe));
  return found;
}

/** Expects that a refusal shows nothing of the inside. */
export function expectPlain(text: string): void {
  expect(text).not.toMatch(/\bat .+:\d+:\d+|node_modules|SELECT |INSERT |sqlite|Error:/i);
}
