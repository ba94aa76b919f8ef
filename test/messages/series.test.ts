import { describe, expect, it } from 'vitest';
import { message, verbatim } from '../../src/messages/message.js';
import { render } from '../../src/messages/render.js';
import { inSeries, listTitles } from '../../src/messages/series.js';

describe('a series of messages', () => {
  it('is written with semicolons, each message in the language of the reader', () => {
    const series = inSeries([
      message('lists.page_ignored'),
      verbatim('W-1'),
      message('files.split'),
    ]);
    expect(render(series, 'en')).toBe('the page was ignored: it is not a number; W-1; split it');
    expect(render(series, 'es')).toBe('se ignoró la página: no es un número; W-1; divídalo');
  });

  it('of one message is that message', () => {
    const only = message('files.split');
    expect(inSeries([only])).toBe(only);
  });
});

describe('a list of titles', () => {
  it('is written with commas, as titles or within a sentence', () => {
    const titles = ['Name', 'Betting limit', 'KPI metric'];
    expect(render(listTitles(titles), 'en')).toBe('Name, Betting limit, KPI metric');
    expect(render(listTitles(titles, 'shared.inline'), 'en')).toBe(
      'name, betting limit, KPI metric',
    );
    expect(render(listTitles(titles, 'shared.inline'), 'es')).toBe(
      'nombre, límite de apuestas, indicador',
    );
  });
});
