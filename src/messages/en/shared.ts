/** Texts that hold other messages, and words for rows without a name. */
export const shared = {
  verbatim: '{text}',
  /** A title that a resource file or the schema gives. */
  title: '{title:title}',
  /** A value of a column, such as a status. */
  value: '{value:value}',
  'words.result': '{result:word}',
  word: '{word:word}',
  withHint: '{message:message}; {hint:message}',
  'shared.nothing_changed': 'nothing was changed',
  'unnamed.customers': 'a customer',
  'unnamed.agents': 'an agent',
  'unnamed.users': 'a login',
  'shared.inline': '{title:inline}',
  'shared.series': '{before:message}; {next:message}',
  'shared.list': '{before:message}, {next:message}',
  'shared.reload': 'reload the page and try again',
} as const;
