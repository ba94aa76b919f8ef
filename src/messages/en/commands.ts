/** Help, prompts and answers of the command line. */
export const commands = {
  // options of many commands
  'commands.option_json': 'print data as JSON',
  'commands.option_dry_run': 'show what would change and change nothing',
  'commands.option_yes': 'do not ask',
  'commands.option_as': 'username of the acting login',
  'commands.option_operation':
    'id of this operation; a repeat with the same id changes nothing more',
  'commands.option_reason': 'reason for the change; the audit trail keeps it',
  'commands.customer': 'id or email address of the customer',
  'commands.login': 'username, email address or id',
  'commands.password_stdin': 'read the password from stdin instead of asking',
  // every command
  'commands.error': 'error: {problem:message}',
  'commands.yes_missing': 'add --yes to do this',
  'commands.as_missing': '--as USER is missing',
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
} as const;
