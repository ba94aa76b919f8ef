/** Help, prompts and answers of the command line. */
export const commands = {
  // options of many commands
  'commands.option_json': 'print data as JSON',
  'commands.option_dry_run': 'show what would change and change nothing',
  'commands.option_yes': 'do not ask',
  'commands.option_as': 'username of the acting login',
  'commands.option_operation':
    'id of this operation; a repeat with the same id changes nothing more',
  'commands.option_carry_clock': 'carry on from a row’s later time when the clock is behind it',
  'commands.option_reason': 'reason for the change; the audit trail keeps it',
  'commands.customer': 'id or email address of the customer',
  'commands.login': 'username, email address or id',
  'commands.password_stdin': 'read the password from stdin instead of asking',
  // every command
  'commands.error': '{label:word}: {problem:message}',
  'commands.yes_missing': 'add --yes to do this',
  'commands.as_missing_hint': 'every change is made in the name of a login',
  // passwords at the terminal
  'commands.new_password': 'New password for {username}:',
  'commands.password_again': 'The same password again:',
  'commands.no_password': 'there is no password on stdin',
  'commands.password_needs_terminal': 'a password can be typed at a terminal only',
  'commands.password_needs_terminal_hint': 'pipe it in with --password-stdin',
  'commands.passwords_differ': 'the two passwords differ',
  // operations on money
  'commands.change_rows': 'Change {rows#row}?',
  'commands.refused_row': 'refused: {row:message}: {reason:message}',
  'commands.repeated': 'this operation took effect before; nothing was changed',
  'commands.preview_totals':
    '{rows#row} would change; balances would go up by {credited:money} and down by {debited:money}',
  // the command line itself
  'commands.description': 'The operator’s commands of the Fire22 Dashboard.',
  'commands.help': 'show help for a command',
  'commands.help_hint': '(add --help for the options)',
  'commands.help_usage': 'Usage:',
  'commands.help_arguments': 'Arguments:',
  'commands.help_options': 'Options:',
  'commands.help_commands': 'Commands:',
  'commands.help_choices': '({choices:any})',
  'commands.help_default': '(default: {value})',
  'commands.argument_missing': 'argument <{name}> is missing',
  'commands.value_missing': 'option {flags} needs a value',
  'commands.option_missing': 'option {flags} is missing',
  'commands.option_unknown': 'unknown option {option}',
  'commands.command_unknown': 'unknown command {command}',
  'commands.did_you_mean': '{problem:message}; did you mean {names:any}?',
  'commands.not_a_choice': 'option {flags} takes {choices:any}, not {value}',
  'commands.too_many_arguments': '{command} takes {expected#argument}, not {received:number}',
  'commands.yes_or_no': '{question:message} [y/N]',
  'commands.no_other_database': 'databases cannot be named here',
  // tables of several commands
  'commands.word': '{word:word}',
  'commands.indented': '  {name}',
  'commands.table': 'table',
  'commands.rows': 'rows',
  'commands.rows_lost': 'rows or values lost',
  'commands.password': 'password',
  'commands.migration': 'migration',
  'commands.state': 'state',
  'commands.applied_at': 'applied at',
  // databases
  'commands.db': 'migrations, demo book, checks and copies of the database',
  'commands.db_location': 'database: {location}',
  'commands.db_migrate': 'apply all pending migrations',
  'commands.db_would_apply': '{migrations#migration} would be applied',
  'commands.db_applied': '{migrations#migration} applied to {location}',
  'commands.db_rollback':
    'take back the newest migration, or every one after a name, with the data they hold',
  'commands.db_rollback_to': 'migration to go back to; it stays applied',
  'commands.db_would_roll_back': '{migrations#migration} would be taken back',
  'commands.db_rollback_plan': 'to be taken back from {location}, with the data they hold:',
  'commands.db_rollback_objects':
    'with them go: tables: {tables:number}, columns: {columns:number}, indexes: {indexes:number}, triggers: {triggers:number}, views: {views:number}',
  'commands.db_rollback_no_rows': 'no rows go',
  'commands.db_rollback_elsewhere':
    'stop every server on this database first: nobody sees here whether one runs',
  'commands.db_rollback_copying': 'copying the book as it is',
  'commands.db_rollback_copy':
    'the book as it was is {copy} in {folder}; npm run cli -- restore --folder {folder} brings it back, with its migrations',
  'commands.db_rollback_time_travel':
    'D1 keeps the book as it was at {time} for 30 days; npx wrangler d1 time-travel restore DATABASE --timestamp={time} brings it back, with its migrations',
  'commands.db_rollback_question': 'Take {migrations#migration} back?',
  'commands.db_rolled_back': '{migrations#migration} taken back',
  'commands.db_status': 'list every migration: applied, pending, changed or missing',
  'commands.db_seed': 'fill an empty database with the demo book (never in production)',
  'commands.db_seeded':
    'the demo book is ready: {agents#agent}, {customers#customer}, {wagers#wager}, {transactions#transaction}',
  'commands.db_check': 'check migrations, the structure of the file and references between rows',
  'commands.db_problem': '- {problem:message}',
  'commands.db_sound': 'no problems in {location}',
  'commands.db_unsound': '{problems#problem} in {location}',
  'commands.db_copy': 'copy a whole book into an empty database, of either engine',
  'commands.db_copy_from': 'source: file:PATH or d1+https://HOST',
  'commands.db_copy_to': 'target, written like the source; its token is D1_TOKEN',
  'commands.db_copy_plan': 'to be copied: {source} into {target}',
  'commands.db_copy_warning':
    'stop the server on the source first: the copy lacks everything that it writes meanwhile',
  'commands.db_copy_question': 'Copy?',
  'commands.db_copied': '{rows#row} copied from {source} to {target}, compared and reconciled',
  'commands.db_copy_key': 'encrypted values in the copy need the source’s DATA_KEY',
  // data keys
  'commands.data_key': 'the key that encrypts at rest',
  'commands.data_key_rotate':
    'encrypt every value with the first key of DATA_KEY, plain values too',
  'commands.data_key_rotated': '{values#value} encrypted with the first key',
  // search indexes
  'commands.search_index': 'the index behind "contains" in lists of wagers and transactions',
  'commands.search_index_table': 'wagers or transactions; both unless given',
  'commands.search_index_head': 'search index',
  'commands.search_index_export':
    'this database cannot be exported while it has a search index; drop the index first',
  'commands.search_index_progress': '{table}: {done:number} of {rows#row}',
  'commands.search_index_build': 'make it; other writers get in between its steps',
  'commands.search_index_drop': 'remove it; "contains" then reads the newest rows themselves',
  'commands.search_index_rebuild': 'drop it and build it again',
  'commands.search_index_status': 'list the search indexes',
} as const;
