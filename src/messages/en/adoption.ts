/** The adoption of another program's SQLite file. */
export const adoption = {
  // a file that cannot be read
  'adoption.cannot_read': 'cannot read {file}: {problem:message}',
  'adoption.missing': 'it does not exist',
  'adoption.empty_file': 'it is empty',
  'adoption.encoding':
    'its texts are stored as {encoding}; write it to a new file first: sqlite3 OLD .dump | sqlite3 NEW',
  'adoption.unfinished_write':
    'a program stopped while it wrote; open it once with that program or with sqlite3',
  'adoption.log_folder':
    'it has a write-ahead log, and its folder cannot be written; copy it and its -wal file to another folder',
  'adoption.reindex':
    'an index disagrees with its table; where the table is right, this mends it: sqlite3 FILE REINDEX',
  'adoption.damaged': 'it is damaged',
  'adoption.no_database': 'it is not a SQLite database, or it is encrypted',
  // a place that cannot take it
  'adoption.same_file': 'it is this book’s own database: {file}',
  'adoption.no_room':
    'the disk of the database needs {needed:number} MB free and has {free:number} MB',
  // objects that cannot be adopted
  'adoption.refused':
    'cannot adopt {file}; nothing was changed; --prefix TEXT gives other names, --skip NAME leaves an object behind:',
  'adoption.no_tables': 'there is no table to adopt in {file}',
  'adoption.nothing_to_skip': 'the file has no object with the name {name}',
  'adoption.reserved': '{object:word} {name} has a name that is reserved',
  'adoption.taken': '{object:word} {name} has the name of an object of this database',
  'adoption.object': '{object:word} {name}: {problem:message}',
  'adoption.reaches': 'it would refer to {name} of this database, because the file has none',
  // objects and rows that D1 cannot hold
  'adoption.d1_virtual': 'the rows of virtual tables (full text, R-Tree) do not go to D1',
  'adoption.d1_columns': 'it has {count:number} columns, D1 takes {limit:number}',
  'adoption.d1_long_rows': '{rows#row} with more than {limit:number} bytes, which D1 does not take',
  'adoption.d1_infinite': '{rows#row} with an infinite number, which D1 cannot return',
  'adoption.d1_orphan': 'a foreign key refers to a table that the file lacks, and D1 checks it',
  'adoption.d1_broken':
    'references of the file to rows that do not exist: {count:number}; D1 always checks references',
  'adoption.d1_size': 'the file has {megabytes:number} MB, a database on D1 holds 10,000 MB',
  'adoption.d1_moved_rows':
    'D1 moves rows that refer to each other in one batch of at most 30 s: {names:all} have {rows:number}, and one adoption moves at most {limit:number}',
  'adoption.d1_moved_bytes':
    'D1 moves rows that refer to each other in one batch of at most 30 s: {names:all} have {megabytes:number} MB, and one adoption moves at most {limit:number} MB',
  'adoption.d1_indexed':
    'D1 makes all indexes in one batch of at most 30 s: they would have {entries:number} entries, and one adoption makes at most {limit:number}; leave indexes behind, and make them one by one later',
  'adoption.d1_refuses': 'D1 refuses {statement}: {problem:message}',
  'adoption.naming': 'giving the tables their names',
  // facts before the yes
  'adoption.references_broken':
    'references of the file to rows that do not exist: {count:number}; db check will name them',
  'adoption.references_unknown': 'SQLite cannot check the references between the rows of the file',
  // the result
  'adoption.changed': 'the file changed since the plan: {name}',
  'adoption.differs': 'nothing was adopted: {problem:message}',
  // the command
  'adoption.help':
    'copy the tables, rows, indexes, views and triggers of another program’s SQLite file into this database',
  'adoption.help_file': 'the SQLite file; it is only read',
  'adoption.help_skip': 'leave an object behind, with all that belongs to it',
  'adoption.help_prefix': 'put before the name of every object',
  'adoption.plan': 'to be adopted from {file} into {location}:',
  'adoption.plan_objects':
    'tables: {tables:number}, indexes: {indexes:number}, views: {views:number}, triggers: {triggers:number}, rows: {rows:number}',
  'adoption.plan_skipped': 'left behind: {names:all}',
  'adoption.plan_d1':
    'the rows are loaded under names that no page shows, and one batch gives them theirs; leftovers of an adoption that was cut off are removed',
  'adoption.plan_warning':
    'writes of a running server wait until the end and may fail; it shows the tables after its restart',
  'adoption.question': 'Adopt?',
  'adoption.done': '{rows#row} adopted from {file}, compared on both sides; restart the server',
  // objects that no migration makes
  'adoption.column_object': 'object',
  'adoption.column_name': 'name',
  'adoption.column_origin': 'origin',
  'adoption.adopted': 'adopted from a file',
  'adoption.by_hand': 'made by hand',
} as const;
