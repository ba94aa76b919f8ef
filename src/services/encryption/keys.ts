import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, guard, inList } from '../../db/batch.js';
import { toTimestamp } from '../../db/ids.js';
import { dataKeys } from '../../db/schema/system.js';
import { type Actor, requireRole } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { auditWrite } from '../audit.js';
import {
  blindIndex,
  decryptColumn,
  encryptColumn,
  encryptedColumn,
  encryptedColumns,
} from './columns.js';
import { dataKeysOf, sealedPrefix, sealWith, unsealWith, type DataKey } from './sealing.js';

/** The keys of a database: refuses a wrong one at start, and replaces a key. */

const CHECK_PURPOSE = 'data_keys.check_value';
const CHECK_TEXT = 'fire22';
const CHUNK = 200;

/**
 * Compares DATA_KEY with the keys of this database, and records a new one.
 * @throws DomainError `configuration` when DATA_KEY could not decrypt its values
 */
export async function verifyDataKeys(context: Context): Promise<void> {
  const keys = dataKeysOf(context);
  const known = await context.db.select().from(dataKeys).all();
  for (const { keyId, checkValue } of known) {
    const key = keys.find(({ id }) => id === keyId);
    if (key) refuseOtherKey(key, checkValue);
    else await refuseIfUsed(context, keyId, keys);
  }
  const added = keys.filter(({ id }) => !known.some(({ keyId }) => keyId === id));
  if (added.length === 0) return;
  await commitBatch(
    context.database,
    added.map((key) =>
      context.db
        .insert(dataKeys)
        .values({
          keyId: key.id,
          checkValue: sealWith(key, CHECK_PURPOSE, CHECK_TEXT),
          createdAt: toTimestamp(context.clock.now()),
        })
        .onConflictDoNothing(),
    ),
  );
}

function refuseOtherKey(key: DataKey, checkValue: string): void {
  try {
    if (unsealWith(key, CHECK_PURPOSE, checkValue) === CHECK_TEXT) return;
  } catch {
    // Thrown below.
  }
  throw new DomainError('configuration', message('setup.data_key_other', { key: key.id }), {
    hint: message('setup.data_key_other_hint'),
  });
}

async function refuseIfUsed(context: Context, keyId: string, keys: DataKey[]): Promise<void> {
  for (const [table, column] of declaredColumns()) {
    const row = await context.db.get<{ found: number } | undefined>(
      sql`SELECT 1 AS found FROM ${sql.identifier(table)}
        WHERE substr(${sql.identifier(column)}, 1, ${sealedPrefix(keyId).length}) = ${sealedPrefix(keyId)}
        LIMIT 1`,
    );
    if (!row) continue;
    const where = { column: `${table}.${column}`, key: keyId };
    throw new DomainError(
      'configuration',
      keys.length === 0
        ? message('setup.data_key_unset', where)
        : message('setup.data_key_in_use', { ...where, keys: keys.map(({ id }) => id) }),
      { hint: message('setup.data_key_in_use_hint', { key: keyId }) },
    );
  }
}

/**
 * Encrypts all values with the first key of DATA_KEY: those of an older key, and plain ones from
 * before a key was set. Returns the number of values written; a second run writes none.
 * @throws DomainError `forbidden` unless the actor is an administrator
 */
export async function reencryptColumns(context: Context, actor: Actor): Promise<number> {
  requireRole(actor, ['admin'], message('setup.replacing_data_key'));
  const [key] = dataKeysOf(context);
  if (!key) return 0;
  let written = 0;
  for (const [table, column] of declaredColumns()) {
    if (encryptedColumn(context, table, column)) {
      written += await reencryptColumn(context, actor, key, table, column);
    }
  }
  return written;
}

async function reencryptColumn(
  context: Context,
  actor: Actor,
  key: DataKey,
  table: string,
  column: string,
): Promise<number> {
  const rows = sql.identifier(table);
  const name = sql.identifier(column);
  const indexColumn = encryptedColumns[table]?.[column]?.indexColumn;
  let written = 0;
  let after = '';
  for (;;) {
    const page = await context.db.all<{ id: string; value: string }>(
      sql`SELECT id, ${name} AS value FROM ${rows}
        WHERE id > ${after} AND coalesce(${name}, '') != ''
          AND substr(${name}, 1, ${sealedPrefix(key.id).length}) != ${sealedPrefix(key.id)}
        ORDER BY id LIMIT ${CHUNK}`,
    );
    const last = page.at(-1);
    if (!last) return written;
    const changes = page.map(({ id, value }) => {
      const plain = decryptColumn(context, table, column, value);
      return {
        id,
        old: value,
        value: encryptColumn(context, table, column, plain),
        index: blindIndex(context, table, column, plain),
      };
    });
    const setIndex = indexColumn
      ? sql`, ${sql.identifier(indexColumn)} = json_extract(change.value, '$.index')`
      : sql``;
    await commitBatch(context.database, [
      // Another writer may have changed one of the rows since.
      guard(
        'reencrypt',
        sql`NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(changes)}) AS change
          JOIN ${rows} ON ${rows}.id = json_extract(change.value, '$.id')
          WHERE ${rows}.${name} IS NOT json_extract(change.value, '$.old'))`,
      ),
      sql`UPDATE ${rows}
        SET ${name} = json_extract(change.value, '$.value')${setIndex}
        FROM json_each(${JSON.stringify(changes)}) AS change
        WHERE ${rows}.id = json_extract(change.value, '$.id')
          AND ${rows}.id IN ${inList(page.map(({ id }) => id))}`,
      auditWrite(context, actor, {
        action: `${table}.reencrypted`,
        tableName: table,
        after: { column, key: key.id, rows: page.length },
      }),
    ]);
    written += page.length;
    after = last.id;
  }
}

function declaredColumns(): [string, string][] {
  return Object.entries(encryptedColumns).flatMap(([table, columns]) =>
    Object.keys(columns ?? {}).map((column): [string, string] => [table, column]),
  );
}
