/** The way back from a copy: restore and its drill. */
export const restore = {
  // refusals
  'restore.d1': 'D1 goes back to a time, which has to be given',
  'restore.d1_hint':
    'add {at} TIME (npm run cli -- backup list shows kept ones), or {to} FILE to restore a copy into a file',
  'restore.d1_too_old': 'Time Travel does not reach {at}: it begins at {oldest}',
  'restore.d1_too_old_hint':
    'take a copy: npm run cli -- restore {at} TIME {to} FILE, then db copy it into a new D1 database',
  'restore.d1_plan': 'the database {database} back to {at} UTC, by Cloudflare’s Time Travel:',
  'restore.d1_stop': '1. stop every server and command on it; requests under way would be cut off',
  'restore.d1_look': '2. look at the bookmark of that time (7 days back on the free plan)',
  'restore.d1_bookmark': '2. the bookmark of that time was kept: the way back is exact',
  'restore.d1_restore': '3. restore, and write down the bookmark that it prints: it undoes this',
  'restore.d1_sessions': '4. end the sessions that were open then',
  'restore.d1_verify':
    '5. compare with this code (db:migrate if it is newer), and start the server',
  'restore.d1_undo': 'nothing was changed: run the commands yourself',
  'restore.d1_files':
    'without Time Travel: restore {to} FILE makes a file of a copy, and db copy brings it into a new D1 database',
  'restore.before_first': 'there is no copy of {at}: the oldest is of {first}',
  'restore.none_left_hint': 'npm run cli -- backup list shows what is left of the folder',
  'restore.newer': 'the copy {copy} is of a newer version: this code lacks {migrations:all}',
  'restore.exists': 'there is a file {file} already',
  'restore.exists_hint': 'name a new file; nothing was changed',
  'restore.in_use': 'a program has {file} open',
  'restore.in_use_hint': 'stop the server and every command on it first; nothing was changed',
  'restore.folder_hint': 'create it; nothing was changed',
  'restore.no_room':
    'the restored file needs {needed:number} MB free in {folder}, which has {free:number} MB',
  'restore.no_room_hint': 'make room first; nothing was changed',
  'restore.wrong_time': 'the time {text} cannot be read',
  'restore.wrong_time_hint':
    'write 2026-03-04 12:30 in the book’s time zone, or an instant such as 2026-03-04T12:30:00Z',
  'restore.future': 'the time {at} is still to come',
  'restore.drill_or_file': '{drill} restores to a folder of its own: leave {file} away',
  // the drill
  'restore.not_built': 'there is no built server for the drill',
  'restore.not_built_hint': 'run npm run build first',
  'restore.server_failed': 'the server did not start on the restored book: {problem:message}',
  'restore.bad_answer':
    'the server on the restored book answered {address} with {status}: {problem:message}',
  'restore.drill_hint': 'the drill failed; the book itself was not touched',
  // the command
  'restore.help': 'bring the book back from its copies; shows a plan and asks first',
  'restore.help_at': 'the book as it was at this time, not as in the newest copy',
  'restore.help_to': 'restore to this new file, and leave the book as it is',
  'restore.help_drill':
    'restore to a folder of its own, start a server on it, ask it, and report the times',
  'restore.plan': 'restore {copy}: the book as of {at} UTC, into {target}',
  'restore.plan_chain': 'from one full copy and {increments#increment} after it',
  'restore.plan_nothing_lost': 'the database has no operation that the copy lacks',
  'restore.plan_lost': 'lost: {operations#operation} of the database later than the copy:',
  'restore.plan_lost_unknown':
    'the database cannot be read or is another: what is lost is not known; the copy ends with operation {operation}',
  'restore.plan_ends_earlier':
    'the database lacks operations that the copy has: it ends with {operation} ({kind}, {at} UTC), the copy with {copied} ({copiedKind}, {copiedAt} UTC)',
  'restore.plan_ends_empty':
    'the database lacks operations that the copy has: it has none, the copy ends with {copied} ({copiedKind}, {copiedAt} UTC)',
  'restore.plan_empty': 'the database does not exist: nothing is lost but what came after the copy',
  'restore.column_operation': 'operation',
  'restore.column_kind': 'kind',
  'restore.column_at': 'at (UTC)',
  'restore.plan_later': 'a later copy is not taken: {name}',
  'restore.plan_damaged': 'a later copy cannot be taken: {name}: {problem:message}',
  'restore.plan_pending':
    'of an older version: run npm run db:migrate afterwards ({migrations:all})',
  'restore.plan_keys':
    'DATA_KEY lacks the key {keys:all} of the copy: values encrypted with it cannot be read',
  'restore.plan_aside': 'the files of the database move aside and stay; everybody signs in again',
  'restore.plan_sessions': 'everybody signs in again',
  'restore.question': 'Restore?',
  'restore.proving': 'checking and reconciling the restored file',
  'restore.starting_server': 'starting a server on the restored file',
  'restore.done':
    'restored in {seconds:number} s: {target} is the book as of {at} UTC; {sessions#session} ended',
  'restore.aside': 'the old files are kept: {files:all}',
  'restore.unproven': 'the restored file has another schema: migrate it, then run reconcile',
  'restore.next': 'start the server; npm run cli -- backup create --full begins new copies',
  'restore.step': 'step',
  'restore.step_ms': 'ms',
  'restore.step_build': 'read and unpack the copies',
  'restore.step_prove': 'check and reconcile',
  'restore.step_start': 'start the server and load the panels',
  'restore.step_ready': 'ask whether it is ready',
  'restore.step_list': 'show a list',
  'restore.step_record': 'show a record',
  'restore.step_all': 'all of it',
  'restore.drilled':
    'the book as of {at} UTC came back in {seconds:number} s and served; {minutes#minute} of work would be lost',
  'backup.list_drill': 'last drill at {at} UTC: recovered in {seconds:number} s',
  'backup.list_no_drill': 'no drill yet: npm run cli -- restore --drill',
} as const;
