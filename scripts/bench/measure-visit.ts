import type { Client } from './server.js';

/** Measures the first visit to a list: the page, everything that it loads, and its first rows. */

export interface Visit {
  requests: number;
  /** KiB, compressed. */
  sentKiB: number;
  unpackedKiB: number;
}

export async function measureVisit(client: Client): Promise<Visit> {
  const page = await client.fetchRaw('/admin/resources/wagers');
  const files = [...page.text.matchAll(/(?:src|href)="(\/admin\/frontend\/assets\/[^"]+)"/g)];
  const addresses = [...new Set(files.map(([, address]) => address ?? ''))];
  if (addresses.length < 3) throw new Error('the page of the list loads no scripts');
  const answers = [page, await client.fetchRaw('/admin/api/resources/wagers/actions/list')];
  for (const address of addresses) answers.push(await client.fetchRaw(address));
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0) / 1024;
  return {
    requests: answers.length,
    sentKiB: sum(answers.map(({ bytes }) => bytes)),
    unpackedKiB: sum(answers.map(({ text }) => Buffer.byteLength(text))),
  };
}
