import { expect } from 'vitest';
import type { ImportReply } from '../../../src/admin/contract/import.js';
import type { Context } from '../../../src/context.js';
import { openBook, PASSWORD } from '../books/logins.js';
import type { TestEngine } from '../engines/engines.js';
import { openPanels, type Person } from './driver.js';

/** The import of customers, as its page asks for it. */

export const importPath = '/api/resources/customers/actions/import';

export interface ImportOrder {
  csv: string;
  /** Of the address. */
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

/** Rows of customers of the agent a1, all of them right. */
export function customersCsv(rows: number): string {
  const row = (index: number) => `Customer ${index},a1,customer${index}@x.test,,100\n`;
  const lines = Array.from({ length: rows }, (_, index) => row(index));
  return `name,agent,email,phone,betting limit\n${lines.join('')}`;
}

/** @param behind what the panels run on instead of the book's own context */
export async function openImport(engine: TestEngine, behind?: (context: Context) => Context) {
  const book = await openBook(engine);
  await book.agent('a1');
  await book.agent('a2');
  await book.user('ada');
  await book.user('gus', 'agent', { agentId: 'a2' });
  await book.user('cleo', 'customer', { customerId: await book.customer('taken', 'a1') });
  const server = await openPanels(behind?.(book.context) ?? book.context);
  return { ...book, server, ada: await server.signIn('ada', PASSWORD) };
}
