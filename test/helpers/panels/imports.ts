import { expect } from 'vitest';
import type { ImportReply } from '../../../src/admin/contract/import.js';
import type { Context } from '../../../src/context.js';
import { openBookOf, PASSWORD } from '../books/logins.js';
import type { TestEngine } from '../engines/engines.js';
import { openPanels, type Person } from './driver.js';

/** The import of customers, as its page asks for it. */

export const importPath = '/api/resources/customers/actions/import';

export interface ImportOrder {
  csv: string;
  /** A parameter of the address. */
  [parameter: string]: string;
}

export function send(person: Person, { csv, ...question }: ImportOrder, signal?: AbortSignal) {
  const address = `${importPath}?${new URLSearchParams(question).toString()}`;
  return person.upload(address, csv, signal);
}

export async function ask(person: Person, order: ImportOrder): Promise<ImportReply> {
  const { status, json, text } = await send(person, order);
  expect(status, text).toBe(200);
  return json as unknown as ImportReply;
}

/** A file of customers of the agent a1, all of them right. */
export function customersCsv(rows: number): string {
  const row = (index: number) => `Customer ${index},a1,customer${index}@x.test,,100\n`;
  const lines = Array.from({ length: rows }, (_, index) => row(index));
  return `name,agent,email,phone,betting limit\n${lines.join('')}`;
}

/** @param behind makes the context of the panels from the book's own */
export async function openImport(engine: TestEngine, behind?: (context: Context) => Context) {
  const book = await openBookOf(engine, {
    agents: ['a1', 'a2'],
    customers: { taken: 'a1' },
    logins: { ada: 'admin', gus: { agent: 'a2' }, cleo: { customer: 'taken' } },
  });
  const server = await openPanels(behind?.(book.context) ?? book.context);
  return { ...book, server, ada: await server.signIn('ada', PASSWORD) };
}
