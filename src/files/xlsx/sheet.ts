import { message, type Message } from '../../messages/message.js';
import { fileFault } from '../file-fault.js';
import { damaged } from './archive.js';
import { toDateText, type TimeStyle } from './styles.js';
import { TextBuilder, unescapeText, type SharedTexts } from './texts.js';
import { parseXml, type Pause } from './xml.js';

/** Reads the cells of a sheet as texts, row by row. */

/** Size of the largest sheet that a spreadsheet writes. */
const MOST_COLUMNS = 16_384;
const MOST_ROWS = 1_048_576;

export interface SheetRow {
  /** Number of the row in the sheet. */
  line: number;
  /** Texts up to the last cell that is not blank. */
  cells: string[];
  /** Problems of cells without a value that can be read, by position. */
  faults: Map<number, Message>;
}

/** Facts of the workbook that its cells refer to. */
export interface CellContext {
  texts: SharedTexts | null;
  styles: readonly (TimeStyle | null)[];
  is1904: boolean;
}

export interface SheetLimits {
  /** Most characters of a row. */
  longestRow: number;
}

/**
 * Yields the rows that have a value, from first to last.
 * @throws DomainError `invalid` for damaged XML, a row that is too long, and merged cells
 */
export async function* readSheet(
  part: string,
  chunks: AsyncIterable<Buffer>,
  context: CellContext,
  limits: SheetLimits,
  pause: Pause,
): AsyncGenerator<SheetRow> {
  const reader = new SheetReader(part, context, limits);
  yield* parseXml(part, chunks, reader, pause);
}

class SheetReader {
  readonly #part: string;
  readonly #context: CellContext;
  readonly #limits: SheetLimits;
  #rows: SheetRow[] = [];
  #row: SheetRow | null = null;
  #length = 0;
  #line = 0;
  #position = -1;
  #cell: CellText | null = null;

  constructor(part: string, context: CellContext, limits: SheetLimits) {
    this.#part = part;
    this.#context = context;
    this.#limits = limits;
  }

  readonly take = (): SheetRow[] => {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  };

  readonly open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (name === 'row') this.#openRow(attributes['r']);
    else if (name === 'c' && this.#row !== null) this.#openCell(attributes);
    else if (name === 'mergeCell') throw mergedCells(attributes['ref'] ?? '');
    else this.#cell?.open(name);
  };

  readonly close = (name: string): void => {
    if (name === 'row') this.#closeRow();
    else if (name === 'c') this.#closeCell();
    else this.#cell?.close(name);
  };

  readonly text = (piece: string): void => {
    this.#count(this.#cell?.add(piece) ?? 0);
  };

  #openRow(number: string | undefined): void {
    const line = number === undefined ? this.#line + 1 : Number(number);
    // Rows go forward: a repeated number would give two rows one line.
    const isNext = Number.isInteger(line) && line > this.#line && line <= MOST_ROWS;
    if (!isNext) throw damaged(this.#part);
    this.#line = line;
    this.#row = { line, cells: [], faults: new Map() };
    this.#length = 0;
    this.#position = -1;
  }

  #openCell({ r, t, s }: Readonly<Record<string, string>>): void {
    const position = r === undefined ? this.#position + 1 : positionOf(r);
    if (position <= this.#position || position >= MOST_COLUMNS) throw damaged(this.#part);
    this.#position = position;
    this.#cell = new CellText(t ?? 'n', this.#context.styles[Number(s ?? 0)] ?? null);
  }

  #closeCell(): void {
    if (this.#cell === null || this.#row === null) return;
    const { value, fault } = this.#cell.read(this.#context, this.#part);
    this.#cell = null;
    // A cell of a shared text has the number of the text only.
    this.#count(value.length);
    if (fault === undefined && value === '') return;
    const { cells, faults } = this.#row;
    while (cells.length < this.#position) cells.push('');
    cells.push(value);
    if (fault !== undefined) faults.set(this.#position, fault);
  }

  #closeRow(): void {
    if (this.#row !== null && this.#row.cells.length > 0) this.#rows.push(this.#row);
    this.#row = null;
  }

  #count(length: number): void {
    this.#length += length;
    const { longestRow } = this.#limits;
    // Each character of a value is counted twice: when it is read, and with its cell.
    if (this.#length <= 2 * longestRow) return;
    throw fileFault(message('files.longest_row', { line: this.#line, most: longestRow }));
  }
}

/** The value of a cell while it is read. */
class CellText {
  readonly #type: string;
  readonly #style: TimeStyle | null;
  readonly #inline = new TextBuilder();
  #value = '';
  #isInValue = false;
  #hasFormula = false;
  #hasValue = false;

  constructor(type: string, style: TimeStyle | null) {
    this.#type = type;
    this.#style = style;
  }

  open(name: string): void {
    if (name === 'f') this.#hasFormula = true;
    if (name === 'v') this.#isInValue = this.#hasValue = true;
    this.#inline.open(name);
  }

  close(name: string): void {
    if (name === 'v') this.#isInValue = false;
    this.#inline.close(name);
  }

  add(piece: string): number {
    if (!this.#isInValue) return this.#inline.add(piece);
    this.#value += piece;
    return piece.length;
  }

  read({ texts, is1904 }: CellContext, part: string): { value: string; fault?: Message } {
    const value = this.#value;
    if (this.#type === 'inlineStr') return { value: this.#inline.take() };
    if (!this.#hasValue) {
      return this.#hasFormula
        ? { value: '', fault: message('files.formula_alone') }
        : { value: '' };
    }
    switch (this.#type) {
      case 's': {
        const text = texts?.get(Number(value));
        if (text === undefined) throw damaged(part);
        return { value: text };
      }
      case 'str':
        return { value: unescapeText(value) };
      case 'b':
        return { value: value.trim() === '1' ? 'true' : 'false' };
      case 'e':
        return { value, fault: message('files.cell_error', { error: value }) };
      case 'd':
        return { value: value.replace(/T00:00:00(\.0+)?$/, '') };
      default:
        return { value: numberText(value, this.#style, is1904) };
    }
  }
}

/** Writes a number with the digits that it has: a workbook stores 1.1 as 1.1000000000000001. */
function numberText(value: string, style: TimeStyle | null, is1904: boolean): string {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  const date = style === null ? null : toDateText(number, style, is1904);
  return date ?? String(number);
}

/** Reads the column of a place such as `AB12`, counted from 0. */
function positionOf(place: string): number {
  const letters = /^[A-Z]{1,3}/i.exec(place)?.[0].toUpperCase() ?? '';
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function mergedCells(cells: string) {
  return fileFault(message('files.merged_cells', { cells }), message('files.unmerge'));
}
