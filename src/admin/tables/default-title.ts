import type { PanelColumn, PanelTable, TitleForm } from './panel-table.js';
import { singularOf, wordsOf } from '../names/words.js';

/**
 * Chooses the title of a table without a declaration: what people call a row, not its key and not a
 * property of it.
 */

export type RowTitle = Pick<PanelTable, 'title' | 'titleForm'>;

/** Title of a declared table: its columns, as they are. */
export const declaredForm: TitleForm = { separator: ' · ', parents: [], key: 'never' };

/** Builds a function that chooses the title of any of these tables. */
export function titlesAmong(tables: readonly PanelTable[]): (table: PanelTable) => RowTitle {
  const byName = new Map(tables.map((table) => [table.info.name, table]));
  const own = new Map<PanelTable, RowTitle | null>();
  const ownTitleOf = (table: PanelTable): RowTitle | null => {
    const known = own.get(table);
    if (known !== undefined) return known;
    const title = ownTitle(table);
    own.set(table, title);
    return title;
  };
  // A parent whose title depends on its own parents would need a further read.
  const isParent = ({ references, referencedKey }: PanelColumn): boolean => {
    const target = referencedKey && references !== null ? byName.get(references) : undefined;
    if (!target) return false;
    return target.declaration?.title !== undefined || ownTitleOf(target) !== null;
  };
  return (table) => ownTitleOf(table) ?? titleOfParts(table, isParent);
}

/** Chooses columns that name a row without a look at other rows; null where there are none. */
function ownTitle(table: PanelTable): RowTitle | null {
  const candidates = table.columns.filter((column) => mayName(table, column));
  const words = new TableWords(table);
  const person = personColumns(candidates);
  const text = candidates.filter(({ kind }) => isText(kind));
  const telling = text.filter((column) => !isProperty(words, column));
  const short = telling.filter(({ isLongText, isKey }) => !isLongText && !isKey);
  const first =
    named(text, [...words.with('name'), 'name', 'fullname', 'displayname']) ??
    (person.length > 0 ? person : null) ??
    named(text, [
      ...words.with('title'),
      'title',
      ...words.with('label'),
      'label',
      ...words.things,
    ]) ??
    named(text, ['caption', 'subject', 'headline', 'username', 'login', 'nickname', 'nick']) ??
    ending(telling, /name$/) ??
    named(candidates, words.with('number', 'no', 'code')) ??
    named(candidates, ['code', 'number', 'reference', 'slug', 'email', 'emailaddress']) ??
    ending(telling, /(title|number|code)$/) ??
    chosenText(table, telling);
  if (first !== null) return titleOf(first, first === person ? ', ' : ' · ');
  if (table.info.primaryKey.length > 1 || referencePair(table) !== null) return null;
  const [next = telling.find(({ isKey }) => !isKey)] = short;
  if (next) return titleOf([next]);
  const hasParents = table.columns.some(({ references }) => references !== null);
  const [property] = hasParents ? [] : text.filter(({ isKey }) => !isKey);
  return property ? titleOf([property]) : null;
}

/** Titles a row by the rows that it refers to and by its key. */
function titleOfParts(table: PanelTable, isParent: (column: PanelColumn) => boolean): RowTitle {
  const { info, columns } = table;
  const open = columns.filter(({ isSecret }) => !isSecret);
  const keys = info.primaryKey.flatMap((name) => open.find((column) => column.name === name) ?? []);
  const withParents = (parts: readonly PanelColumn[], key: TitleForm['key']): RowTitle => {
    const title = titleOf(parts);
    const parents = parts.filter(isParent).map(({ name }) => name);
    return { ...title, titleForm: { ...title.titleForm, parents, key } };
  };
  const parts = keys.length > 1 ? keys : referencePair(table);
  if (parts !== null) return withParents(parts, 'alike');
  const parents = open.filter((column) => column.references !== info.name && isParent(column));
  const parent = parents.find(({ info: { notNull } }) => notNull) ?? parents[0];
  if (parent) return withParents([parent], parent.isKey ? 'alike' : 'always');
  const [text] = open.filter(({ kind, isKey }) => isText(kind) && !isKey);
  if (text) return titleOf([text]);
  return titleOf(keys.length > 0 ? keys : open.slice(0, 1));
}

function titleOf(
  columns: readonly PanelColumn[],
  separator: TitleForm['separator'] = ' · ',
): RowTitle {
  const title = columns.map(({ name }) => name);
  return { title, titleForm: { separator, parents: [], key: 'alike' } };
}

const isText = (kind: PanelColumn['kind']) => kind === 'text' || kind === 'long_text';

/** Returns true for a readable text or number that is no reference and no part of a key. */
function mayName(
  { info }: PanelTable,
  { kind, isKey, isSecret, references }: PanelColumn,
): boolean {
  const isPart = isKey && info.primaryKey.length > 1;
  return (
    !isSecret &&
    !isPart &&
    references === null &&
    (isText(kind) || kind === 'integer' || kind === 'number')
  );
}

/** Words of a column's name without the signs between them. */
const joined = ({ name }: PanelColumn) => wordsOf(name).join('');

/** Finds the column with the first of these names. */
function named(columns: readonly PanelColumn[], names: readonly string[]): PanelColumn[] | null {
  for (const name of names) {
    const found = columns.find((column) => joined(column) === name);
    if (found) return [found];
  }
  return null;
}

function ending(columns: readonly PanelColumn[], end: RegExp): PanelColumn[] | null {
  const found = columns.find((column) => end.test(wordsOf(column.name).at(-1) ?? ''));
  return found ? [found] : null;
}

const lastNames = ['lastname', 'lname', 'surname', 'familyname'];
const firstNames = ['firstname', 'fname', 'forename', 'givenname'];

/** Finds last and first name: a title beside them is a job's or one of courtesy. */
function personColumns(columns: readonly PanelColumn[]): PanelColumn[] {
  const text = columns.filter(({ kind }) => isText(kind));
  return [...(named(text, lastNames) ?? []), ...(named(text, firstNames) ?? [])];
}

/** Finds a text that no two rows share: of a unique index, or a key that people chose. */
function chosenText(table: PanelTable, columns: readonly PanelColumn[]): PanelColumn[] | null {
  const isUnique = ({ name }: PanelColumn) =>
    table.info.uniques.some(([only, ...rest]) => only === name && rest.length === 0);
  const isId = (column: PanelColumn) =>
    /^(id|uuid|guid|uid)$/.test(wordsOf(column.name).at(-1) ?? '');
  const found =
    columns.find((column) => !column.isKey && isUnique(column)) ??
    columns.find((column) => column.isKey && column.kind === 'text' && !isId(column));
  return found ? [found] : null;
}

/** Finds the references of a unique index that consists of references: the row links those rows. */
function referencePair({ info, columns }: PanelTable): PanelColumn[] | null {
  for (const names of info.uniques) {
    const found = columns.filter(
      ({ name, references, isSecret }) => names.includes(name) && references !== null && !isSecret,
    );
    if (found.length > 1 && found.length === names.length) return found;
  }
  return null;
}

/** Words that describe a row and name none. */
const properties = new Set([
  ...['address', 'street', 'city', 'state', 'region', 'district', 'country', 'zip', 'postal'],
  ...[
    'postcode',
    'phone',
    'fax',
    'mobile',
    'url',
    'website',
    'ip',
    'hash',
    'token',
    'uuid',
    'guid',
  ],
  ...['status', 'type', 'kind', 'color', 'colour', 'currency', 'language', 'locale', 'gender'],
  ...['note', 'notes', 'comment', 'comments', 'remark', 'remarks', 'description', 'memo'],
  ...['middle', 'maiden', 'job', 'courtesy', 'contact', 'parent', 'password'],
]);

/** Returns true for a property of the row, or for the name of something else in the row. */
function isProperty(words: TableWords, column: PanelColumn): boolean {
  if (words.things.includes(joined(column))) return false;
  const own = wordsOf(column.name);
  return own.some((word) => properties.has(word)) || words.isEmbedded(own);
}

/** Names that a table's rows may have: `sales_orders` has orders. */
class TableWords {
  readonly things: string[];
  readonly #beginnings = new Map<string, number>();

  constructor({ info, columns }: PanelTable) {
    const words = wordsOf(singularOf(info.name));
    const things = words.map((_word, index) => words.slice(index).join(''));
    for (const { name } of columns) {
      const [first = '', ...rest] = wordsOf(name);
      if (rest.length > 0) this.#beginnings.set(first, (this.#beginnings.get(first) ?? 0) + 1);
    }
    // A beginning of most columns is a prefix of the table's own.
    const prefix = [...this.#beginnings].find(
      ([, count]) => count > 2 && count * 5 > columns.length * 3,
    );
    this.things = [...things, ...(prefix ? [prefix[0]] : [])].filter(Boolean);
  }

  /** Joins each name of a row with words: `ordernumber`. */
  with(...suffixes: string[]): string[] {
    return suffixes.flatMap((suffix) =>
      // A login's name is not the name of the person.
      this.things.map((thing) => thing + suffix).filter((name) => name !== 'username'),
    );
  }

  /** Recognises the columns of something else: `ShipName` beside `ShipAddress` and `ShipCity`. */
  isEmbedded([first = '', ...rest]: readonly string[]): boolean {
    return (
      rest.length > 0 && !this.things.includes(first) && (this.#beginnings.get(first) ?? 0) > 2
    );
  }
}
