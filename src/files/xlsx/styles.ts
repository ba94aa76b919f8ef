import type { Archive } from './archive.js';
import { readXml, type Pause } from './xml.js';

/** Recognises the styles of dates and times: such a cell holds a number of days. */

export type TimeStyle = 'date' | 'datetime' | 'time';

/** Formats that every workbook has (ECMA-376, numFmt). */
const builtIn = new Map<number, TimeStyle>([
  ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map(
    (id): [number, TimeStyle] => [id, 'date'],
  ),
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56].map((id): [number, TimeStyle] => [
    id,
    'time',
  ]),
  [22, 'datetime'],
]);

/** Reads the styles of cells by their index; null for those of plain numbers. */
export async function readStyles(
  archive: Archive,
  part: string,
  pause: Pause,
): Promise<(TimeStyle | null)[]> {
  const own = new Map<number, TimeStyle | null>();
  const styles: (TimeStyle | null)[] = [];
  let isInCells = false;
  await readXml(
    part,
    archive.read(part),
    {
      open: (name, { numFmtId, formatCode }) => {
        if (name === 'numFmt') own.set(Number(numFmtId), timeStyleOf(formatCode ?? ''));
        if (name === 'cellXfs') isInCells = true;
        if (name !== 'xf' || !isInCells) return;
        const id = Number(numFmtId ?? 0);
        styles.push(own.get(id) ?? builtIn.get(id) ?? null);
      },
      close: (name) => {
        if (name === 'cellXfs') isInCells = false;
      },
    },
    pause,
  );
  return styles;
}

/** Reads a format such as `yyyy\-mm\-dd hh:mm`; null for one without parts of a time. */
export function timeStyleOf(code: string): TimeStyle | null {
  const [positive = ''] = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?![hms]+\])[^\]]*\]/gi, '')
    .split(';');
  const letters = positive.toLowerCase().replace(/general|am\/pm|a\/p/g, '');
  const hasTime = /[hs]/.test(letters);
  const hasDay = /[yd]/.test(letters) || (/m/.test(letters) && !hasTime);
  if (!hasTime && !hasDay) return null;
  return hasTime && hasDay ? 'datetime' : hasDay ? 'date' : 'time';
}

const MS_A_DAY = 86_400_000;
const FROM_1900 = Date.UTC(1899, 11, 30);
const FROM_1904 = Date.UTC(1904, 0, 1);

/** Writes the number of a date cell as the date that the cell shows; null beyond the calendar. */
export function toDateText(serial: number, style: TimeStyle, is1904: boolean): string | null {
  const time = Math.round(serial * MS_A_DAY) + (is1904 ? FROM_1904 : FROM_1900);
  if (!Number.isFinite(time) || Math.abs(time) > 8.64e15) return null;
  const iso = new Date(time).toISOString();
  if (!/^\d{4}-/.test(iso)) return null;
  const clock = iso.slice(11, 19) + (iso.slice(19, 23) === '.000' ? '' : iso.slice(19, 23));
  if (style === 'time' && serial >= 0 && serial < 1) return clock;
  const isDay = style === 'date' && clock === '00:00:00';
  return isDay ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${clock}`;
}
