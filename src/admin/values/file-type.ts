/**
 * Recognises the type of a file by its first bytes, whatever its name or its sender says. A few
 * signatures of our own: see docs/decisions/0018-files-in-columns.md.
 */

export interface FileType {
  contentType: string;
  extension: string;
  /** A picture that every browser decodes and that holds no script. */
  isPicture: boolean;
}

/** Number of first bytes that `fileTypeOf` needs. */
export const HEAD_BYTES = 16;

const UNKNOWN: FileType = {
  contentType: 'application/octet-stream',
  extension: 'bin',
  isPicture: false,
};

/** Bytes as Latin-1 text, at their offset. */
type Signature = [text: string, offset: number];

/**
 * Signatures of the specifications, longer than the magic number where the next bytes are fixed, so
 * that fewer other files pass. SVG is missing on purpose: it holds scripts.
 * https://mimesniff.spec.whatwg.org/#image-type-pattern-matching-algorithm
 */
const known: [FileType, Signature[]][] = [
  // PNG's first chunk is always IHDR, of 13 bytes: https://www.w3.org/TR/png-3/#5PNG-file-signature
  [picture('png'), [['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 0]]],
  [picture('jpeg', 'jpg'), [['\xff\xd8\xff', 0]]],
  [picture('gif'), [['GIF87a', 0]]],
  [picture('gif'), [['GIF89a', 0]]],
  // https://developers.google.com/speed/webp/docs/riff_container
  [picture('webp'), [['RIFF', 0], ['WEBPVP8', 8]]], // prettier-ignore
  [file('pdf', 'pdf'), [['%PDF-', 0]]],
  [file('zip', 'zip'), [['PK\x03\x04', 0]]],
  [file('gzip', 'gz'), [['\x1f\x8b\x08', 0]]],
];

/** Returns the type of the file that begins with these bytes. */
export function fileTypeOf(head: Uint8Array): FileType {
  const text = Buffer.from(head.subarray(0, HEAD_BYTES)).toString('latin1');
  const found = known.find(([, signatures]) =>
    signatures.every(([bytes, offset]) => text.startsWith(bytes, offset)),
  );
  return found?.[0] ?? UNKNOWN;
}

/** Returns true where a file calls itself one of the pictures that the panels show. */
export function isCalledPicture(name: string, contentType: string): boolean {
  return /\.(png|jpe?g|gif|webp)$/i.test(name) || /^image\/(png|jpe?g|gif|webp)\b/i.test(contentType); // prettier-ignore
}

function picture(subtype: string, extension = subtype): FileType {
  return { contentType: `image/${subtype}`, extension, isPicture: true };
}

function file(subtype: string, extension: string): FileType {
  return { contentType: `application/${subtype}`, extension, isPicture: false };
}
