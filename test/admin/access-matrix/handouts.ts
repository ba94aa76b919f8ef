import { sql, type SQL } from 'drizzle-orm';
import { resources } from '../../../resources/index.js';
import { defineResource } from '../../../src/admin/declaration/resource.js';
import type { Book } from '../../helpers/books/logins.js';
import { token } from './tokens.js';

/**
 * A table with files whose resource file opens every action on them: to agents their own rows with
 * deletes, duplicates and uploads, to customers their agent's rows without the file `draft`.
 */

const openToAgents = ['list', 'show', 'delete', 'duplicate'];

const handouts = defineResource({
  table: 'handouts',
  title: 'name',
  access: {
    admin: {
      rows: 'all',
      read: 'all',
      search: ['name'],
      write: { create: ['agent_id', 'name', 'scan', 'draft'], edit: ['name', 'scan', 'draft'] },
      actions: openToAgents,
    },
    agent: {
      rows: { column: 'agent_id', equals: 'actor.agentId' },
      read: ['id', 'agent_id', 'name', 'scan', 'draft'],
      search: ['name'],
      write: {
        create: ['name', 'scan', 'draft'],
        edit: ['name', 'scan', 'draft'],
        fixed: { agent_id: 'actor.agentId' },
      },
      actions: openToAgents,
    },
    customer: {
      rows: {
        column: 'agent_id',
        in: {
          table: 'customers',
          column: 'agent_id',
          where: { column: 'id', equals: 'actor.customerId' },
        },
      },
      read: ['id', 'name', 'scan'],
      actions: ['list', 'show'],
    },
  },
});

/** The project's resource files, and that of the table with files. */
export const declarations = [...resources, handouts];

/** Text that begins as a picture of one pixel does. */
export const pictureOf = (text: string) => `GIF89a\u0001\0\u0001\0${text}`;

/** Builds the table with two rows for each agent; each file is a picture with a token in it. */
export async function handoutRows({ context, rows }: Book): Promise<SQL[]> {
  const agents = await rows('SELECT id FROM agents');
  const picture = () => Buffer.from(pictureOf(token('scan')), 'latin1');
  return [
    sql`CREATE TABLE handouts (id TEXT PRIMARY KEY, agent_id TEXT NOT NULL REFERENCES agents (id),
      name TEXT NOT NULL, scan BLOB, draft BLOB)`,
    ...agents
      .flatMap((agent) => [agent, agent])
      .map(
        ({ id }) => sql`INSERT INTO handouts VALUES
          (${context.newId()}, ${id}, ${token('handout')}, ${picture()}, ${picture()})`,
      ),
  ];
}
