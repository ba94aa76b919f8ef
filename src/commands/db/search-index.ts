import type { SearchIndex } from '../../services/lists/search-index.js';
import { formatTable } from '../shell/output.js';
import type { Session } from '../shell/session.js';
import { option, type AddCommand } from '../shell/shell.js';

/** `search-index`: an operator decides about the index, because it takes space and blocks D1's export. */

export const addSearchIndexCommands: AddCommand = (program, shell) => {
  const parent = program
    .command('search-index')
    .description('the index behind "contains" in lists of wagers and transactions');
  const each = (
    name: string,
    description: string,
    work: (session: Session, index: SearchIndex) => Promise<string>,
  ) =>
    parent
      .command(name)
      .description(description)
      .argument('[table]', 'wagers or transactions; both unless given')
      .addOption(option.json())
      .action(
        shell.run<object, [string | undefined]>(async (session, _options, table) => {
          const { searchIndexes, searchIndexOf } =
            await import('../../services/lists/search-index.js');
          const chosen = table === undefined ? searchIndexes : [searchIndexOf(table)];
          const rows: { table: string; state: string }[] = [];
          for (const index of chosen) {
            rows.push({ table: index.table, state: await work(session, index) });
          }
          session.print(
            rows,
            formatTable(
              ['table', 'search index'],
              rows.map((row) => [row.table, row.state]),
            ),
          );
          return undefined;
        }),
      );
  const build = async (session: Session, index: SearchIndex): Promise<string> => {
    const { buildSearchIndex } = await import('../../services/lists/search-index.js');
    const context = await session.context();
    if (!context.engine.features.fullTextSearch) {
      session.note('this database cannot be exported while it has a search index; drop it before');
    }
    let reported = 0;
    await buildSearchIndex(context, index, (done, of) => {
      if (done < of && done - reported < 100_000) return;
      reported = done;
      session.note(`${index.table}: ${done} of ${of} rows`);
    });
    return 'built';
  };
  each('build', 'make it; writers get in between its steps', build);
  each(
    'drop',
    'remove it; "contains" then reads the newest rows themselves',
    async (session, index) => {
      const { dropSearchIndex } = await import('../../services/lists/search-index.js');
      return (await dropSearchIndex(await session.context(), index)) ? 'dropped' : 'there was none';
    },
  );
  each('rebuild', 'drop it and make it anew', async (session, index) => {
    const { dropSearchIndex } = await import('../../services/lists/search-index.js');
    await dropSearchIndex(await session.context(), index);
    return build(session, index);
  });
  each('status', 'say which there are', async (session, index) => {
    const { searchIndexState } = await import('../../services/lists/search-index.js');
    return searchIndexState(await session.context(), index);
  });
};
