/** Copies of the book and their folder. */
export const backup = {
  // a folder that cannot take or give copies
  'backup.folder_missing': 'the backup folder {folder} does not exist',
  'backup.folder_missing_hint':
    'mount its disk or create it, or set BACKUP_FOLDER to another folder; the book is untouched',
  'backup.folder_is_file': 'the backup folder {folder} is not a folder',
  'backup.folder_read_only': 'the disk of the backup folder {folder} is read-only',
  'backup.folder_forbidden': 'this program may not write to the backup folder {folder}',
  'backup.folder_read_only_hint':
    'make it writable for the server’s user, or set BACKUP_FOLDER; the book is untouched',
  'backup.folder_gone': 'the disk of the backup folder {folder} is away',
  'backup.folder_failed': 'the backup folder {folder} failed: {problem:message}',
  'backup.disk_full': 'the disk of the backup folder {folder} is full; no copy was made',
  'backup.disk_full_hint': 'make room there; the book and the earlier copies are untouched',
  'backup.no_room':
    'a copy needs {needed:number} MB free in {folder}, which has {free:number} MB; no copy was made',
  'backup.work_lost':
    'the book lacks the operation {operation} ({kind}, {at} UTC), which the copy {copy} has: its write-ahead log was cut or lost, or an older file stands in its place',
  'backup.work_lost_hint':
    'restore the newest copy: npm run cli -- restore; to go on without what is lost: npm run cli -- backup create --accept-loss (docs/recovery.md)',
  'backup.no_folder': 'there is no folder for copies',
  'backup.no_folder_hint': 'set BACKUP_FOLDER, or name one with --folder',
  'backup.held_too_long':
    'the copy took longer than the {minutes#minute} for which it may hold writes; no copy was made',
  'backup.held_too_long_hint':
    'the writes went on; raise BACKUP_HOLD, or take npm run cli -- backup export, which Cloudflare runs',
  'backup.changed_meanwhile':
    'another program changed the book while it was copied; no copy was made',
  'backup.changed_meanwhile_hint':
    'stop it (another server, a command, wrangler), then run npm run cli -- backup create',
  'backup.no_increments': 'D1 has no increments: Time Travel goes back to each minute of 30 days',
  'backup.other_book': 'the folder {folder} has copies of another book: {copy}',
  'backup.other_book_hint': 'give each book a folder of its own; nothing was written',
  // a copy that does not count
  'backup.manifest_unreadable': 'its manifest is missing or unreadable: it was never proven',
  'backup.file_missing': 'its file is missing',
  'backup.file_cut': 'its file has {size:number} bytes instead of {bytes:number}',
  'backup.file_changed': 'its file was changed or damaged since it was proven',
  'backup.other_pages': 'its pages are not those that were copied',
  'backup.no_parent': 'it continues {parent}, which is missing',
  'backup.foreign_parent': 'it continues another {parent} than the one in this folder',
  'backup.broken_parent': 'it continues {parent}, which is damaged or missing',
  'backup.parent_missing': 'the increment {copy} continues {parent}, which is missing',
  'backup.damaged': 'the copy {copy} cannot be restored: {problem:message}',
  'backup.damaged_hint': 'npm run cli -- restore {at} {before} takes the copies before it',
  'backup.not_sound': 'the copied database is damaged: {problem:message}',
  'backup.not_as_written': 'the copy does not read back as it was written',
  'backup.not_as_written_hint':
    'its disk fails: check it, or set BACKUP_FOLDER to another; the earlier copies are untouched',
  'backup.none': 'there is no copy in {folder}',
  'backup.none_hint': 'make one: npm run cli -- backup create',
  'backup.no_such_copy': 'there is no copy {name} in {folder}',
  'backup.no_such_copy_hint': 'npm run cli -- backup list shows the names',
  // a full copy instead of an increment
  'backup.no_copy_yet': 'there was no copy to continue',
  'backup.no_page_list': 'the list of pages of {copy} is missing or damaged',
  'backup.page_size': 'the size of a page has changed',
  // the server that owns the copies
  'backup.owner_ended': 'the server ended before the copy was made',
  'backup.owner_ended_hint': 'run the command again; the earlier copies are untouched',
  'backup.owner_asked': 'a server or a command on this book makes its copies: it is asked for one',
  // the commands
  'backup.help': 'copies of the book that prove themselves',
  'backup.help_create':
    'make a copy: an increment of the newest one, or a full copy; the running server makes it',
  'backup.help_accept_loss':
    'go on without operations that the newest copy has, and copy that book in full',
  'backup.help_full': 'make a full copy',
  'backup.help_folder': 'the folder of the copies instead of BACKUP_FOLDER',
  'backup.help_list': 'list the copies, how much would be lost, and how long a restore takes',
  'backup.help_verify': 'rebuild the newest copy, or a named one, and check and reconcile it',
  'backup.help_name': 'the name of a copy, as backup list shows it',
  'backup.help_all': 'verify every copy',
  'backup.created':
    '{name}: {kind:word}, {changed:number} of {pages:number} pages, {kilobytes:number} kB, made and proven in {ms:number} ms',
  'backup.unchanged': 'nothing has changed since {name}, which stays the newest copy',
  'backup.instead': 'a full copy was made: {reason:message}',
  'backup.removed': 'expired and removed: {copies#copy}',
  'backup.breaks_rules':
    'the copy is whole, but the book in it has {rows#broken_row}, such as: {first:message}',
  'backup.breaks_rules_hint': 'npm run cli -- reconcile names the rows',
  'backup.column_name': 'copy',
  'backup.column_at': 'instant (UTC)',
  'backup.column_kind': 'kind',
  'backup.column_kilobytes': 'size (kB)',
  'backup.column_state': 'proof',
  'backup.state_proven': 'proven',
  'backup.state_broken': 'proven; {rows#broken_row} in the book',
  'backup.list_newest':
    'last proven at {at} UTC; the changes of {minutes#minute} since then would be lost',
  'backup.list_range': '{copies#copy} in {folder}, from {first} to {last} UTC',
  'backup.verified': '{name} is sound, rebuilt and checked in {ms:number} ms',
  'backup.verified_reconciled': '{name} is sound and reconciles, rebuilt in {ms:number} ms',
  'backup.verify_broken': '{name} cannot be restored: {problem:message}',
  'backup.verifying': '{step:number}/{steps:number} {name}',
  'backup.keys':
    'the copies do not hold SESSION_SECRET and DATA_KEY: keep these apart, without DATA_KEY encrypted values are lost',
  'backup.no_copies_made': 'BACKUP_FOLDER is not set: this server makes no copies of the book',
  // D1's own export
  'backup.help_export':
    'write D1 as SQL by Cloudflare’s export; search indexes leave for that time',
  'backup.help_output': 'the new file of the SQL',
  'backup.export_plan':
    'export {database} into {file}: D1 answers nothing meanwhile, and searches are slow until the indexes are back',
  'backup.export_question': 'Export?',
  'backup.export_indexes': 'search indexes dropped for the export: {tables:all}',
  'backup.export_indexes_back': 'search indexes built again: {tables:all}',
  'backup.exporting': 'exporting',
  'backup.exported': '{file}: {kilobytes:number} kB, exported in {ms:number} ms',
  'backup.export_empty': 'the export wrote nothing',
  'backup.export_failed': 'the export failed: {problem:message}',
  'backup.export_failed_hint':
    'sign in by npx wrangler login and run it again; the book and its search indexes are as before',
  'backup.export_file': 'a database in a file has no export of its own',
  'backup.export_file_hint': 'npm run cli -- backup create copies it',
  'backup.no_wrangler': 'wrangler is not installed in this folder',
  'backup.no_wrangler_hint': 'run npm ci; nothing was changed',
} as const;
