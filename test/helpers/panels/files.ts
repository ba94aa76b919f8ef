/** Files by their first bytes, as their specifications have them. */

const latin = (text: string) => Buffer.from(text, 'latin1');

/** A whole picture of one transparent pixel, which a browser decodes. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
export const gif = Buffer.from(
  'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7',
  'base64',
);
export const jpegHead = latin('\xff\xd8\xff\xe0\0\x10JFIF\0');
export const webpHead = latin('RIFF\x24\0\0\0WEBPVP8 \x18\0\0\0');
export const pdfHead = latin('%PDF-1.7\n');
export const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>');
export const page = Buffer.from('<!doctype html><script>alert(1)</script>');

/** SQL of a BLOB literal. */
export const literal = (bytes: Uint8Array) => `x'${Buffer.from(bytes).toString('hex')}'`;
