/** Refusals of work beyond the share of a login or of the process. */
export const shares = {
  'shares.requests_own': 'this login has too many requests under way',
  'shares.requests_of_address': 'too many requests from this address are under way',
  'shares.exports_own':
    'two exports of this login are running; wait until one has ended, or cancel its download',
  'shares.exports_of_others': 'the server is writing the exports of other logins',
  'shares.bodies_own': 'the server is still reading other large forms of this login',
  'shares.bodies_of_others': 'the server is reading large forms of other logins',
  'shares.previews_own':
    'the server is still reading the rows of another bulk action of this login',
  'shares.previews_of_others': 'the server is reading the rows of other logins’ bulk actions',
  'shares.reports_own': 'the server is still adding up other pages of this login',
  'shares.reports_of_others': 'the server is adding up pages of other logins',
  'shares.reads_own': 'the server is still searching for other pages of this login',
  'shares.reads_of_others': 'the server is searching for other logins',
  'shares.passwords_own': 'the server is still checking other passwords from here',
  'shares.passwords_of_others': 'the server is checking many passwords of others',
  'shares.runs_own':
    'this login has {count:number} bulk runs under way already; wait until one of them has ended, or stop it',
} as const;
