import { describe, expect, it } from 'vitest';
import { isShowable } from '../../../src/admin/values/picture-size.js';
import { gif, jpegHead, jpegOf, page, png, svg, webpOf } from '../../helpers/panels/files.js';

/** Returns the picture with other bytes in its header. */
function changed(bytes: Buffer, at: number, ...values: number[]): Buffer {
  const copy = Buffer.from(bytes);
  for (const [index, value] of values.entries()) copy[at + index] = value;
  return copy;
}

const latin = (text: string) => Buffer.from(text, 'latin1');
const lossless = (bits: number[]) =>
  Buffer.concat([latin('RIFF\x24\0\0\0WEBPVP8L\x18\0\0\0\x2f'), Buffer.from(bits)]);
const extended = (sides: number[]) =>
  Buffer.concat([latin('RIFF\x24\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0'), Buffer.from(sides)]);

describe('dimensions of pictures', () => {
  it.each([
    ['a PNG', png],
    ['a GIF', gif],
    ['a JPEG', jpegHead],
    ['a JPEG of a phone', jpegOf(8000, 6000)],
    ['a WebP', webpOf(1280, 720)],
    ['a lossless WebP', lossless([0xff, 0xc1, 0x01, 0x00])],
    ['an extended WebP', extended([0xff, 0, 0, 0xff, 0, 0])],
  ])('lets the page show %s', (_what, bytes) => {
    expect(isShowable(bytes)).toBe(true);
  });

  it.each([
    ['a PNG of 50,000 x 50,000 pixels', changed(png, 16, 0, 0, 0xc3, 0x50, 0, 0, 0xc3, 0x50)],
    ['a PNG of one very long line', changed(png, 16, 0, 0xff, 0, 0, 0, 0, 0, 1)],
    ['a PNG without width', changed(png, 16, 0, 0, 0, 0)],
    ['a GIF of 65,535 x 65,535 pixels', changed(gif, 6, 0xff, 0xff, 0xff, 0xff)],
    ['a JPEG of 60,000 x 60,000 pixels', jpegOf(60_000, 60_000)],
    ['a WebP of 16,383 x 16,383 pixels', webpOf(0x3fff, 0x3fff)],
    ['a lossless WebP of 16,384 x 16,384 pixels', lossless([0xff, 0xff, 0xff, 0x0f])],
    ['an extended WebP of 2^24 pixels', extended([0xff, 0xff, 0xff, 0, 0, 0])],
    ['a PNG that ends in its header', png.subarray(0, 18)],
    ['a JPEG that ends before its frame', jpegHead.subarray(0, 12)],
    ['a JPEG with a segment of no length', changed(jpegHead, 4, 0, 0)],
    ['a GIF that is a script', latin('GIF89a/*\xff\xff*/=1;alert(1)')],
    ['a drawing', svg],
    ['a page', page],
  ])('keeps the page from showing %s', (_what, bytes) => {
    expect(isShowable(bytes)).toBe(false);
  });
});
