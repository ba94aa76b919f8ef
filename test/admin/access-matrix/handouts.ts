import { sql, type SQL } from 'drizzle-orm';
import { resources } from '../../../resources/index.js';
import { defineResource } from '../../../src/admin/declaration/resource.js';
import { message } from '../../../src/messages/message.js';
import type { Book } from '../../helpers/books/logins.js';
import { token } from './tokens.js';

/**
 * A table with files whose resource file opens every action on them: to agents their own rows with
 * deletes, duplicates, uploads, imports and edits of many rows, to customers their agent's rows
 * without the file `draft`. Each login that edits has run one edit.
 */

const openToAgents = ['list', 'show', 'export', 'import', 'delete', 'duplicate'];

/** Columns that an edit of many rows and an import may change. */
const openToMany = { bulkEdit: ['name'], importEdit: ['name'] };

const handouts = defineResource({
  table: 'handouts',
  title: 'name',
  access: {
    admin: {
      rows: 'all',
      read: 'all',
      search: ['name'],
      write: {
        create: ['agent_id', 'name', 'scan', 'draft'],
        edit: ['name', 'scan', 'draft'],
        ...openToMany,
      },
      actions: openToAgents,
    },
    agent: {
      rows: { column: 'agent_id', equals: 'actor.agentId' },
      read: ['id', 'agent_id', 'name', 'scan', 'draft'],
      search: ['name'],
      write: {
        create: ['name', 'scan', 'draft'],
        edit: ['name', 'scan', 'draft'],
        ...openToMany,
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

/**
 * Builds a finished edit for the administrator and for each agent, of the handouts of the latter.
 * @param agentIds of the agents alone that get one; all of them, and the administrator, unless given
 */
export async function editRows(
  { context, rows }: Book,
  agentIds?: readonly (string | null)[],
): Promise<SQL[]> {
  const found =
    await rows(`SELECT u.agent_id AS agentId, u.id AS editor, h.id AS id, h.name AS name FROM users u
    JOIN handouts h ON h.agent_id = u.agent_id OR u.role = 'admin'
    WHERE u.role IN ('admin', 'agent') ORDER BY h.id`);
  const edited = found.filter(
    ({ agentId }) => agentIds === undefined || agentIds.includes(String(agentId)),
  );
  const editors = new Set(edited.map(({ editor }) => String(editor)));
  return [...editors].flatMap((userId) => {
    const own = edited.filter(({ editor }) => editor === userId);
    const runId = context.newId();
    return [
      sql`INSERT INTO bulk_runs (id, kind, actor_user_id, input, status, total, done)
        VALUES (${runId}, 'rows.edit', ${userId}, ${inputOf(userId)}, 'finished',
          ${own.length}, ${own.length})`,
      ...own.map(({ id, name }, index) => {
        const before = JSON.stringify([`t${String(name)}`]);
        return sql`INSERT INTO bulk_run_items (run_id, position, record_id, expected_version,
            outcome, before_values, left_hash)
          VALUES (${runId}, ${index + 1}, ${String(id)}, 0, 'done', ${before}, 'left')`;
      }),
    ];
  });
}

function inputOf(userId: string): string {
  return JSON.stringify({
    ...{ result: null, reason: token('reason'), chosenIds: null, chosenBy: userId, list: null },
    chosen: message('bulk_runs.one_by_one'),
    edit: {
      ...{ table: 'handouts', title: 'Handouts', readings: '' },
      columns: [{ name: 'name', title: 'Name', typed: token('typed') }],
    },
  });
}
