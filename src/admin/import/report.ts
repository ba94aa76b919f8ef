import { BYTE_ORDER_MARK, toCsvLine } from '../../files/csv.js';
import type { Language } from '../../messages/language.js';
import type { Message } from '../../messages/message.js';
import { render } from '../../messages/render.js';
import type { ImportCounts, ImportLine } from '../contract/import.js';
import { languageOfCall } from '../request/user.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { PROBLEM_HEADER } from './mapping.js';
import type { ImportRow, RowSource } from './rows.js';

/**
 * Reports on the rows of a file, row by row: counts, the first lines, and the wrong ones as a file
 * to correct. It keeps a bounded amount, however large the file is.
 */

const SHOWN_LINES = 100;
/** Some 25,000 ordinary rows. A file with more to correct has one mistake in all of them. */
const MOST_ERROR_CHARACTERS = 3_000_000;

/** Counts of the good rows by what becomes of them. */
export type EffectCounts = Pick<ImportCounts, 'added' | 'changed' | 'unchanged' | 'written'>;

/** Report on one check or one import. */
export class ImportReport {
  readonly #resource: ScopedResource;
  readonly #headers: readonly string[];
  /** Language of the error file's problems. */
  readonly #language: Language;
  readonly #right: ImportLine<Message>[] = [];
  readonly #wrong: ImportLine<Message>[] = [];
  readonly #errors: string[] = [];
  #errorCharacters = 0;
  #good = 0;
  #bad = 0;

  constructor({ resource, file: { headers }, call }: RowSource) {
    this.#resource = resource;
    this.#language = languageOfCall(call);
    const last = headers.indexOf(PROBLEM_HEADER);
    this.#headers = last < 0 ? headers : headers.slice(0, last);
  }

  /**
   * Adds a row.
   * @param problem reason why the row is wrong; null where it is right
   * @param effect says what becomes of a right row
   */
  add(row: ImportRow, problem: Message | null, effect?: () => Message): void {
    const lines = problem === null ? this.#right : this.#wrong;
    if (lines.length < SHOWN_LINES) {
      const label = importRowLabel(this.#resource, row);
      const said = problem === null ? (effect?.() ?? '') : '';
      lines.push({ line: row.line, label, problem: problem ?? '', effect: said });
    }
    if (problem === null) {
      this.#good += 1;
      return;
    }
    this.#bad += 1;
    if (!this.hasAllErrors()) return;
    const error = this.#errorLine(row, problem);
    this.#errorCharacters += error.length;
    if (this.hasAllErrors()) this.#errors.push(error);
  }

  /** Returns false when more rows are wrong than the error file holds. */
  hasAllErrors(): boolean {
    return this.#errorCharacters <= MOST_ERROR_CHARACTERS;
  }

  /** Returns the counts, the first lines and the error file. */
  counts(effects: EffectCounts): ImportCounts<Message> {
    const errors = this.#errors.length;
    return {
      good: this.#good,
      bad: this.#bad,
      ...effects,
      lines: [...this.#wrong, ...this.#right].slice(0, SHOWN_LINES),
      ...(errors === 0 ? {} : { errorFile: this.#errorFile(), errorRows: errors }),
    };
  }

  /** Writes the row unchanged, with its problem in a last column. */
  #errorLine({ cells }: ImportRow, problem: Message): string {
    const own = this.#headers.map((_header, index) => cells[index] ?? '');
    return toCsvLine([...own, render(problem, this.#language)]);
  }

  #errorFile(): string {
    const headers = toCsvLine([...this.#headers, PROBLEM_HEADER]);
    return BYTE_ORDER_MARK + headers + this.#errors.join('');
  }
}

function importRowLabel({ table }: ScopedResource, { values, cells }: ImportRow): string {
  const titles = [...table.title.map((name) => values[name]), ...cells];
  const shown = titles.find((text) => typeof text === 'string' && text.trim() !== '');
  return String(shown ?? '').slice(0, 80);
}
