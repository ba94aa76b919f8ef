import { databaseRules } from './database-rules.js';

/** The database, its migrations, copies and gateway. */
export const database = {
  ...databaseRules,
  // refusals of one write
  'database.not_allowed': 'is not allowed here',
  'database.broken_reference': 'a row it refers to does not exist, or rows still refer to it',
  'database.row_size':
    'is too large beside what the row holds already: D1 stores at most 2,000,000 bytes in a row',
  'database.wrong_type': 'has the wrong type',
  'database.looks_encrypted': 'may not begin like an encrypted value',
  'database.changed_meanwhile':
    'somebody else changed this at the same moment; nothing was written',
  // a database that cannot serve
  'database.closed': 'the database is closed',
  'database.replaced': 'the database file at {path} was replaced while the server ran',
  'database.replaced_hint': 'stop the server, put the right file in place, start again',
  'database.busy': 'the database is busy with another writer',
  'database.busy_hint': 'try again in a moment',
  'database.full': 'the database or its disk is full',
  'database.full_hint':
    'nothing was changed; free room on the disk of the database, then try again',
  'database.fault_damaged': 'the database is damaged',
  'database.fault_damaged_hint':
    'stop the server and restore the newest copy: npm run cli -- restore (docs/recovery.md)',
  'database.fault_not_database':
    'the database’s file does not begin like a SQLite database: it is another file, or its first page is damaged',
  'database.fault_not_database_hint':
    'put the right file in place, or stop the server and restore the newest copy: npm run cli -- restore (docs/recovery.md)',
  'database.fault_disk': 'the disk of the database failed ({code})',
  'database.fault_disk_hint':
    'look into the log of the system and at the disk; if it is dying, restore the newest copy on another: npm run cli -- restore (docs/recovery.md)',
  'database.fault_read_only': 'the database is read-only',
  'database.fault_read_only_hint':
    'nothing was changed; let the user of the server write the database, the -wal and -shm files beside it, and their folder; look whether the disk is mounted read-only',
  'database.fault_cannot_open': 'the database’s file, or one beside it, cannot be opened',
  'database.fault_cannot_open_hint':
    'nothing was changed; look whether the disk is mounted, and let the user of the server read and write the file and its folder',
  'database.fault_d1_hint':
    'look at the state of Cloudflare D1; Time Travel leads back to an earlier minute (docs/d1.md)',
  'database.operator_hint': 'tell whoever runs this server',
  'database.writes_stopped': 'the database was found damaged, so nothing is written any more',
  'database.failed': 'the database could not do this',
  // one statement that the schema keeps from running
  'database.no_collation': 'it needs the collation {name}, which this program does not have',
  'database.no_function': 'it needs the function {name}, which this program does not have',
  'database.no_module': 'it needs the module {name}, which this program does not have',
  'database.no_tokenizer': 'it needs the tokenizer {name}, which this program does not have',
  'database.no_table': 'a view or trigger needs the table {name}, which does not exist',
  'database.no_column': 'a view or trigger needs the column {name}, which does not exist',
  'database.no_parent_key':
    'a foreign key of {name} refers to columns that are neither a key nor unique',
  'database.malformed_json': 'it computes with JSON, and a row has text that is not JSON',
  'database.integer_overflow': 'it computes a number that is too large',
  'database.module_failed': 'the module of a virtual table cannot read its rows',
  'database.schema_hint': 'correct the schema or the row; nothing was changed',
  'database.thread_ended': 'the database’s {thread:word} stopped',
  'database.thread_keeps_ending': 'the database’s {thread:word} stops again and again',
  'database.thread_hint': 'nothing was changed; try again, and restart the server if it stays so',
  'database.unknown_outcome':
    'the database did not confirm this: it may or may not have been carried out',
  'database.repeat_hint': 'send it again as it is: it takes effect once at most',
  'database.look_hint': 'look whether it was done before you do it again',
  'database.unchanged_hint': 'nothing was changed; try again in a moment',
  'database.copying':
    'the book is being copied and takes no changes meanwhile, for {minutes#minute} at most',
  'database.copying_hint':
    'nothing was changed; try again then. Lists, records and reports work all the time',
  // statements over a limit of D1
  'database.not_sent': 'the statement was not sent: {problem:message}',
  'database.no_transactions': 'there are no interactive transactions',
  'database.parameters': 'it has {count:number} parameters, the limit is {limit:number}',
  'database.value_size': 'a value has more than {limit:number} bytes',
  'database.statement_size': 'it is longer than {limit:number} bytes',
  'database.pattern_size': 'a LIKE or GLOB pattern has more than {limit:number} bytes',
  'database.compound_terms':
    'a compound SELECT has {count:number} terms, the limit is {limit:number}',
  'database.files_not_on_d1': 'ATTACH, DETACH and VACUUM are not available on D1',
  'database.temporary_not_on_d1': 'temporary tables are not available on D1',
  'database.pragma_not_on_d1': 'PRAGMA {pragma} is not available on D1',
  'database.request_size':
    'the statements were not sent: together they are over {limit:number} bytes',
  'database.result_columns': 'the result has more than {limit:number} columns',
  'database.doubled_columns': 'columns of a batch share a name: give each an alias',
  // opening a file
  'database.folder_missing': 'the database’s folder {folder} does not exist',
  'database.folder_missing_hint': 'create it, or set DATABASE_URL to another file',
  'database.missing': 'no such file: {file}',
  'database.missing_hint':
    'correct the path of the database; npm run db:migrate makes a new one at DATABASE_URL',
  'database.cannot_open': 'cannot open {file}: {problem:message}',
  'database.not_sqlite': 'it is not a SQLite database',
  'database.locked': 'another program has locked it',
  'database.read_only': 'it is read-only',
  'database.unreadable': 'its file or folder cannot be read and written',
  'database.foreign':
    'the database has tables of another program ({tables:all}) and lacks the migration history of this one',
  'database.foreign_hint': 'use an empty database; nothing was changed',
  // the gateway to D1
  'database.plain_http': 'the token would travel to {host} in the clear',
  'database.plain_http_hint': 'use d1+https:// in DATABASE_URL',
  'database.gateway_unreachable': 'cannot reach the database gateway at {host}: {reason:message}',
  'database.gateway_unreachable_hint': 'check DATABASE_URL and that the gateway is deployed',
  'database.gateway_failed': 'the database gateway at {host} could not do this: {reason:message}',
  'database.not_gateway': 'the server at {host} is not the database gateway',
  'database.not_gateway_hint': 'check the host in DATABASE_URL',
  'database.gateway_version':
    'the database gateway at {host} has interface version {version}, this code needs {needed}',
  'database.gateway_version_hint':
    'deploy the gateway that belongs to this code: npx wrangler deploy',
  'database.gateway_token': 'the database gateway at {host} refuses the token',
  'database.gateway_token_hint':
    'set D1_TOKEN to the value that `wrangler secret put D1_TOKEN` was given',
  'database.gateway_not_set_up':
    'the database gateway at {host} has no D1_TOKEN, or one that is too short',
  'database.gateway_not_set_up_hint': 'run npx wrangler secret put D1_TOKEN',
  'database.not_retried': '{reason:message}; not tried again yet',
  'database.no_answer': 'no answer within {ms} ms',
  'database.connection_refused': 'the connection was refused',
  'database.host_unknown': 'its name cannot be resolved',
  'database.no_connection': 'no connection in time',
  'database.connection_cut': 'the connection was cut',
  'database.connection_failed': 'the connection failed',
  'database.other_answer': 'HTTP {status} ({type}) is not an answer of the gateway',
  'database.d1_busy': 'D1 is overloaded or starting',
  'database.d1_interrupted': 'D1 was interrupted',
  'database.token_refused': 'it refuses the token',
  'database.request_unknown': 'it does not know the request',
  'database.request_invalid': 'it cannot read the request',
  'database.request_too_large': 'the request or its answer is too large',
  'database.statement_refused': 'D1 refused a statement',
  'database.no_token': 'it has no valid D1_TOKEN',
  // migrations
  'database.migration_unconfirmed': 'migration {migration}: {problem:message}',
  'database.migration_unconfirmed_hint': 'npm run db:status shows whether it was applied',
  'database.migration_failed': 'migration {migration} failed: {problem:message}',
  'database.migration_failed_hint': 'nothing of it was applied',
  'database.migration_constraint': '{kind} {place}: {problem:message}',
  'database.migration_not_applied': 'migration {migration} is not applied',
  'database.migration_not_applied_hint': 'npm run db:status lists the names',
  'database.migration_final': 'migration {migration} has no down script',
  'database.migration_final_hint':
    'write {migration}.down.sql beside it, which takes back what it does; nothing was changed',
  'database.migration_would_lose':
    'migration {migration} would lose what it does not name: {losses:every}',
  'database.migration_would_lose_hint':
    'make it again in the same script, or drop it there by its own name (DROP TRIGGER, DROP INDEX, ALTER TABLE … DROP COLUMN); nothing was changed',
  'database.migration_rows_hint':
    'copy all rows, or name the table in a DELETE of the script; nothing was changed',
  'database.migration_kept_rows_hint':
    'no migration deletes rows of money and its history, not even by name; nothing was changed',
  'database.migration_schema_changed':
    'somebody changed the schema while migration {migration} was tried',
  'database.migration_schema_changed_hint': 'run it again; nothing of it was applied',
  'database.cannot_try': 'the {object:word} {name} cannot be tried: {problem}',
  'database.cannot_try_hint':
    'migrations are tried on an empty database in memory, which cannot have it; drop it, migrate, and make it again; nothing was changed',
  'database.loss_object': '{object:word} {name}',
  'database.loss_part': '{object:word} {name} of {table}',
  'database.loss_column': 'column {name} of {table}',
  'database.loss_unique': 'the rule that {name} is unique in {table}',
  'database.loss_reference': 'the reference of {table}.{name}',
  'database.loss_changed': '{object:word} {name} of {table}, whose text comes back changed',
  'database.loss_rows': '{lost:number} of {rows#row} of {table}',
  'database.migration_taken_back': 'another process took migration {migration} back',
  'database.pending': 'migrations are pending: {migrations:all}',
  'database.pending_hint': 'run npm run db:migrate',
  'database.load_under_way': 'a copy into this database is running, or was cut off',
  'database.load_under_way_hint':
    'wait for its end, or copy again into a new database; nothing was changed',
  'database.newer':
    'the database is newer than this code: the migrations folder lacks {migrations:all}',
  'database.newer_hint': 'run the newer version of the code; nothing was changed',
  'database.drifted': 'the file of an applied migration was changed: {migrations:all}',
  'database.drifted_hint':
    'restore the file and write a new migration instead; nothing was changed',
  'database.out_of_order':
    'out of order: {migrations:all} is pending but older than {last}, which is applied',
  'database.out_of_order_hint': 'give it a newer timestamp; nothing was changed',
  // checks
  'database.damaged_pages': 'damaged: pages {pages:all}',
  'database.damaged_elsewhere': 'damaged; SQLite names no page',
  'database.way_out': '{problem:message}; {hint:message}',
  'database.newest_copy':
    'stop the server and restore the newest copy, {copy}: npm run cli -- restore (docs/recovery.md)',
  'database.migration_state': 'migration {migration} is {state:word}',
  'database.object_missing':
    '{object:word} {name} is missing, which migration {migration} makes: restore a copy, or make it again with its statement in migrations/{migration}.sql',
  'database.part_missing':
    '{object:word} {name} of {table} is missing, which migration {migration} makes: make it again with its statement in migrations/{migration}.sql, or restore a copy',
  'database.object_changed':
    '{object:word} {name} differs from the one that migration {migration} makes: drop it and make it again with its statement in migrations/{migration}.sql, or restore a copy',
  'database.table_lacks':
    'table {table} lacks "{text}", which migration {migration} makes: restore a copy',
  'database.table_has':
    'table {table} has "{text}", which no migration makes (the last one on it is {migration}): restore a copy, or write a migration for it',
  'database.reference_broken':
    '{table}, row {row}: the row of {parent} that it refers to does not exist',
  'database.more_problems': 'and {count:number} more',
  // copies
  'database.copy_checking': 'checking both sides',
  'database.copy_loaded': '{table}: {rows#row}',
  'database.copy_comparing': 'comparing',
  'database.copy_same': 'source and target are the same: {location}',
  'database.copy_unsound': 'the source has {problems#problem}: {first:message}',
  'database.copy_unsound_hint': 'nothing was copied; npm run cli -- db check lists the problems',
  'database.copy_source_unreconciled':
    'the source does not reconcile, {rows#row} broken: {first:message}',
  'database.copy_unreconciled': 'the copy does not reconcile, {rows#row} broken: {first:message}',
  'database.copy_unreconciled_hint': 'npm run cli -- reconcile names them all',
  'database.copy_target_filled': 'the target has rows in {table}',
  'database.copy_target_filled_hint': 'copy into a new, empty database; nothing was changed',
  'database.copy_schemas': 'the databases do not fit together: {problem:message}',
  'database.copy_schemas_hint':
    'nothing was copied; the target has no rows: remove it, or copy into it again',
  'database.copy_object': '{object:word} {name} is not the same in both',
  'database.copy_target_object':
    '{object:word} {name} of the target {location} is not as its migrations make it',
  'database.copy_source_object':
    '{object:word} {name} of the source is missing, or not as its migrations make it',
  'database.copy_source_object_hint':
    'make it again as in the folder of migrations; nothing was changed, and no target was made',
  'database.copy_no_write': '{place} cannot be written by this login',
  'database.copy_folder_hint': 'create it, or copy into another folder; nothing was changed',
  'database.copy_virtual':
    'the rows of the virtual table {table} are not copied: drop it, and make it again in the copy',
  'database.copy_cannot_hold':
    '{location} cannot hold all of the source; nothing was copied; remove these from the source:',
  'database.copy_failed': 'the copy into {location} failed: {problem:message}',
  'database.copy_failed_hint':
    'the target {location} is not whole, and no program opens it: remove it, mend the cause, and copy into a new, empty database',
  'database.copy_differs': 'the copy differs from its source: {problem:message}',
  'database.copy_differs_hint':
    'copy again, into a new database, while nothing writes to the source',
  'database.copy_rows': '{table} has {source#row} in the source and {copy#row} in the copy',
  'database.copy_sums': '{table}.{column} sums to {source} in the source and {copy} in the copy',
  'database.copy_values': 'rows of {table} are not the same',
} as const;
