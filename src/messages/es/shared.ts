import type { shared as english } from '../en/shared.js';
import { translation } from '../translation.js';

export const shared = translation<typeof english>()({
  verbatim: '{text}',
  title: '{title:title}',
  value: '{value:value}',
  'words.result': '{result:word}',
  word: '{word:word}',
  withHint: '{message:message}; {hint:message}',
  'shared.nothing_changed': 'no se cambió nada',
  'unnamed.customers': 'un cliente',
  'unnamed.agents': 'un agente',
  'unnamed.users': 'un usuario',
  'shared.inline': '{title:inline}',
  'shared.series': '{before:message}; {next:message}',
  'shared.list': '{before:message}, {next:message}',
  'shared.reload': 'recargue la página e inténtelo de nuevo',
});
