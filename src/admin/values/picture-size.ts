import { fileTypeOf } from './file-type.js';

/**
 * Reads the dimensions that a picture declares: a small file may declare so many pixels that
 * decoding it takes all the memory of its reader's browser.
 */

interface Size {
  width: number;
  height: number;
}

/** Longest side of a picture that is shown, in pixels. */
const LONGEST_SIDE = 16_384;

/** Pixels of the largest picture that is shown: 200 MB, decoded. */
const MOST_PIXELS = 50_000_000;

/** Returns true for a picture whose declared dimensions a browser can decode. */
export function isShowable(bytes: Uint8Array): boolean {
  if (!fileTypeOf(bytes).isPicture) return false;
  const size = sizeOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (size === null) return false;
  const { width, height } = size;
  const isSane = Math.min(width, height) > 0 && Math.max(width, height) <= LONGEST_SIDE;
  return isSane && width * height <= MOST_PIXELS;
}

/** Returns null where the header is cut off or has no dimensions. */
function sizeOf(bytes: Buffer): Size | null {
  try {
    switch (fileTypeOf(bytes).extension) {
      case 'png':
        return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
      case 'gif':
        return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
      case 'webp':
        return webpSize(bytes);
      case 'jpg':
        return jpegSize(bytes);
      default:
        return null;
    }
  } catch (error) {
    // Buffer's readers throw beyond the end.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** https://developers.google.com/speed/webp/docs/riff_container */
function webpSize(bytes: Buffer): Size | null {
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    default:
      return null;
  }
}

/**
 * Walks the segments of a JPEG to its frame header.
 * https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.2.2
 */
function jpegSize(bytes: Buffer): Size | null {
  let at = 2;
  while (bytes.readUInt8(at) === 0xff) {
    const marker = bytes.readUInt8(at + 1);
    // Fill bytes may stand before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}
