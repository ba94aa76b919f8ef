/** Texts of a terminal, whose control characters it would obey: they set its title, colours, cursor. */

const DELETE = 0x7f;

/**
 * Shows control characters by their pictures (`␛`) and those without one, and the marks that reorder
 * a line, by their number (`\u009b`). Line breaks and tabs stay.
 */
export function toVisible(text: string): string {
  return text.replace(/(?![\n\t])[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu, (one) => {
    const code = one.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === DELETE ? '\u2421' : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** Shows line breaks and tabs too: a value of the book is one line of a table. */
export function toVisibleLine(text: string): string {
  return toVisible(text.replaceAll('\n', '\u240a').replaceAll('\t', '\u2409'));
}

/** Escapes in JSON what it lets through and a terminal obeys: every reader reads the same value. */
export function toVisibleJson(json: string): string {
  return json.replace(/(?!\n)[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu, (one) => {
    return `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
