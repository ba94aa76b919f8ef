import { expect } from 'vitest';
import type { PanelReply, Person } from '../../helpers/panels/driver.js';

/** The steps of a delete, as a browser sends them. */

let count = 0;

/** Posts a step of a delete, of one row or of several. */
function post(person: Person, table: string, ids: readonly string[], fields: object) {
  const listed = ids.map((id) => encodeURIComponent(id)).join();
  const path =
    ids.length === 1
      ? `/api/resources/${table}/records/${listed}/delete`
      : `/api/resources/${table}/bulk/deleteChosen?recordIds=${listed}`;
  count += 1;
  return person.post(path, { operationId: `deletion-${count}-operation`, ...fields });
}

export function previewDelete(person: Person, table: string, ...ids: string[]) {
  return post(person, table, ids, { step: 'preview' });
}

export function commitDelete(person: Person, table: string, ids: string[], token: unknown) {
  return post(person, table, ids, { step: 'commit', token });
}

/** Previews a delete and commits it. */
export async function deleteRows(person: Person, table: string, ...ids: string[]) {
  const shown = await previewDelete(person, table, ...ids);
  const token = shown.json.preview?.token;
  expect(token, shown.text).toBeDefined();
  return commitDelete(person, table, ids, token);
}

export function linesOf({ json, text }: PanelReply): string[] {
  expect(json.preview, text).toBeDefined();
  return (json.preview?.lines ?? []).map((line) => `${line.label}: ${line.text}`);
}

export const refusedOf = ({ json }: PanelReply) =>
  (json.preview?.refused ?? []).map(({ label, reason }) => `${label}: ${reason}`);
