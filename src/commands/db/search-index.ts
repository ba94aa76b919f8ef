import { message, type Message } from '../../messages/message.js';
import type { SearchIndex, SearchIndexState } from '../../services/lists/search-index.js';
import type { Session } from '../shell/session.js';
import type { AddCommand } from '../shell/shell.js';

/** `search-index`: an operator decides about the index, because it takes space and blocks D1's export. */

type IndexState = SearchIndexState | 'built' | 'dropped' | 'none';

export const addSearchIndexCommands: AddCommand = (program, shell) => {
  const parent = program
    .command('search-index')
    .description(shell.say(message('commands.search_index')));
  const each = (
    name: string,
    description: Message,
    work: (session: Session, index: SearchIndex) => Promise<IndexState>,
  ) =>
    parent
      .command(name)
      .description(shell.say(description))
      .argument('[table]', shell.say(message('commands.search_index_table')))
      .addOption(shell.option.json())
      .action(
        shell.run<object, [string | undefined]>(async (session, _options, table) => {
          const { searchIndexes, searchIndexOf } =
            await import('../../services/lists/search-index.js');
          const chosen = table === undefined ? searchIndexes : [searchIndexOf(table)];
          const rows: { table: string; state: Message }[] = [];
          for (const index of chosen) {
            const word: `search_index.${IndexState}` = `search_index.${await work(session, index)}`;
            rows.push({ table: index.table, state: message('commands.word', { word }) });
          }
          await session.print(rows, {
            head: [message('commands.table'), message('commands.search_index_head')],
            rows: rows.map((row) => [row.table, row.state]),
          });
          return undefined;
        }),
      );
  const build = async (session: Session, index: SearchIndex): Promise<IndexState> => {
    const { buildSearchIndex } = await import('../../services/lists/search-index.js');
    const context = await session.context();
    if (!context.engine.features.fullTextSearch) {
      await session.note(message('commands.search_index_export'));
    }
    let reported = 0;
    const { table } = index;
    await buildSearchIndex(context, index, (done, of) => {
      if (done < of && done - reported < 100_000) return;
      reported = done;
      session.progress(message('commands.search_index_progress', { table, done, rows: of }));
    });
    return 'built';
  };
  each('build', message('commands.search_index_build'), build);
  each('drop', message('commands.search_index_drop'), async (session, index) => {
    const { dropSearchIndex } = await import('../../services/lists/search-index.js');
    return (await dropSearchIndex(await session.context(), index)) ? 'dropped' : 'none';
  });
  each('rebuild', message('commands.search_index_rebuild'), async (session, index) => {
    const { dropSearchIndex } = await import('../../services/lists/search-index.js');
    await dropSearchIndex(await session.context(), index);
    return build(session, index);
  });
  each('status', message('commands.search_index_status'), async (session, index) => {
    const { searchIndexState } = await import('../../services/lists/search-index.js');
    return searchIndexState(await session.context(), index);
  });
};
