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
/** A JPEG of these dimensions, cut off behind its frame header. */
export const jpegOf = (width: number, height: number) =>
  Buffer.concat([
    latin('\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xff\xc2\0\x0b\x08'),
    Buffer.from([height >> 8, height & 0xff, width >> 8, width & 0xff]),
  ]);
export const jpegHead = jpegOf(1, 1);
/** The header of a lossy WebP. */
export const webpOf = (width: number, height: number) =>
  Buffer.concat([
    latin('RIFF\x24\0\0\0WEBPVP8 \x18\0\0\0\x30\x01\0\x9d\x01\x2a'),
    Buffer.from([width & 0xff, width >> 8, height & 0xff, height >> 8]),
  ]);
export const webpHead = webpOf(1, 1);
export const pdfHead = latin('%PDF-1.7\n');
export const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>');
export const page = Buffer.from('<!doctype html><script>alert(1)</script>');

/** SQL of a BLOB literal. */
export const literal = (bytes: Uint8Array) => `x'${Buffer.from(bytes).toString('hex')}'`;
