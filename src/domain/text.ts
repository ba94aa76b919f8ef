/** Typed texts, as browsers send them. */

/**
 * Writes every line break as LF. A browser sends each line break of a form as CRLF, whatever the text
 * has: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
 */
export function toLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
