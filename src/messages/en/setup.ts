/** Settings, keys and files that the server needs to start. */
export const setup = {
  // problems, one below the other
  'setup.problem': '{before:message}\n  - {problem:message}',
  // the start
  'setup.gateway_away': '{problem:message}; {address} answers 503 and waits for it',
  'setup.gateway_back': 'the database gateway is back',
  // settings
  'setup.environment_wrong': 'the environment is not right:',
  'setup.setting': '{name}: {problem:message}',
  'setup.not_empty': 'must not be empty',
  'setup.port': 'must be a port number from 0 to 65535',
  'setup.database_url': 'must be file:PATH or d1+https://HOST',
  'setup.flag': 'must be true or false',
  'setup.secret': 'needs at least {length#character}',
  'setup.trust_proxy':
    'must be false, a number of proxies, or addresses such as 10.0.0.0/8, loopback',
  'setup.public_url': 'must be an address such as https://book.example.com, or several with commas',
  'setup.admin_addresses':
    'must be addresses or networks with commas, such as 203.0.113.7, 10.0.0.0/8, 2001:db8::/32',
  'setup.timezone': 'must be a time zone of the IANA database, such as America/New_York',
  'setup.week_start': 'must be a day of the week, such as monday',
  'setup.choice': 'must be {choices:any}',
  'setup.currency': 'must be a currency code of three capital letters',
  'setup.whole_number': 'must be a whole number from {least} to {most}',
  'setup.cron': 'must be a cron expression, such as "15 4 * * *" for 4:15 every night',
  'setup.roles': 'must be roles separated by commas: {roles:any}',
  'setup.second_factor_conflict':
    'disagrees with REQUIRE_2FA, which is its newer name; remove REQUIRE_ADMIN_2FA',
  'setup.required_with_d1': 'is required with a D1 database',
  'setup.required_in_production': 'is required in production',
  // files of settings
  'setup.file_wrong': '{file} is not right:',
  'setup.file_unreadable': '{file} cannot be read:',
  'setup.env_file': 'ENV_FILE names {file}:',
  'setup.no_file': 'there is no such file',
  'setup.file_forbidden': 'this user may not read it; change its owner or its permissions',
  'setup.file_is_folder': 'it is a folder',
  'setup.file_not_utf8': 'it is not text in UTF-8',
  'setup.line': 'line {line}: {problem:message}',
  'setup.line_name': 'the text before = is not a name of letters, digits and _',
  'setup.line_assignment': 'it has no =; write NAME=VALUE, or # before a comment',
  'setup.line_hash': 'a value that contains # needs quotes',
  'setup.line_quote_open': 'the quote {quote} is never closed',
  'setup.line_quote_tail': 'there is text after the closing quote {quote}',
  // secrets and data keys
  'setup.secrets_required': 'SESSION_SECRET and DATA_KEY are required',
  'setup.secrets_unreadable': 'cannot read the kept secrets in {file}',
  'setup.secrets_unreadable_hint':
    'restore the file, or remove it: everybody then signs in again, and encrypted values are lost',
  'setup.secrets_unwritable': 'cannot keep the secrets in {file}',
  'setup.secrets_unwritable_hint': 'make the folder writable, or set SESSION_SECRET and DATA_KEY',
  'setup.data_key_twice': 'two keys have the id {key}',
  'setup.data_key_short': 'every key needs at least {length#character}',
  'setup.no_data_key': 'there is no data key to encrypt with',
  'setup.no_data_key_hint': 'set DATA_KEY',
  'setup.data_key_missing': 'a value was encrypted with the data key {key}, which DATA_KEY lacks',
  'setup.data_key_missing_hint': 'add that key to DATA_KEY',
  'setup.data_key_wrong':
    'a value cannot be decrypted with the data key {key}: it is another key, or the value was changed',
  'setup.data_key_other':
    'DATA_KEY: the key {key} is not the one that this database was written with',
  'setup.data_key_other_hint': 'set the key of this database; nothing was changed',
  'setup.data_key_in_use':
    'DATA_KEY: {column} holds values encrypted with the key {key}, but DATA_KEY has {keys:all}',
  'setup.data_key_unset':
    'DATA_KEY: {column} holds values encrypted with the key {key}, but DATA_KEY is not set',
  'setup.data_key_in_use_hint':
    'add {key}:KEY to DATA_KEY, after the key that writes; nothing was changed',
  'setup.replacing_data_key': 'replacing the data key',
  // the start of a server
  'setup.started': 'Fire22 Dashboard is at {address}/admin',
  'setup.stopped': 'Stopped.',
  'setup.database': 'Database: {location}',
  'setup.no_administrator':
    'Nobody can sign in yet: make an administrator with `npm run cli -- user create`',
  'setup.dev_in_production': 'npm run dev does not run in production',
  'setup.dev_in_production_hint': 'use npm start, or set NODE_ENV=development',
  'setup.port_taken': 'port {port} on {host} is taken',
  'setup.port_taken_hint': 'stop the other program, or set PORT',
  'setup.port_forbidden': 'port {port} on {host} is not open to this user',
  'setup.port_forbidden_hint': 'set PORT to 1024 or above',
  'setup.host_elsewhere': '{host} is not an address of this machine',
  'setup.host_elsewhere_hint': 'set HOST',
  'setup.cannot_listen': 'cannot listen on {host}:{port}',
  // the demo book
  'setup.making_demo_book': 'The database is empty: making the demo book …',
  'setup.demo_logins': 'Demo logins, all with the password "{password}":',
  'setup.demo_login': '  {username}: {role:word}',
  'setup.demo_password_open':
    'the password of the demo book is published, and active logins still have it; give each another one:',
  'setup.demo_password_command': '{before:message}\n  {command}',
  'setup.demo_password_deactivate':
    '{before:message}\nor deactivate the login: npm run -s cli -- user deactivate LOGIN',
  'setup.demo_in_production': 'the demo book is not for production: its password is known',
  'setup.demo_in_production_hint': 'make the first administrator with: npm run cli -- user create',
  'setup.demo_not_empty': 'the book is not empty; nothing was written',
  'setup.demo_not_empty_hint':
    'the demo book needs an empty database: set DATABASE_URL to another one',
  'setup.not_built': 'the files of the browser are not built: {file}',
  'setup.not_built_hint': 'run npm run build',
  'setup.any_host':
    'PUBLIC_URL is not set: this server answers under any name; set it to the address that people open',
} as const;
