import { message, type Message } from './message.js';

/** Joins messages into one, in the order given. */

/**
 * Joins messages with semicolons: "the page was ignored; the order was ignored".
 * @param messages at least one
 */
export function inSeries(messages: readonly Message[]): Message {
  return messages.reduce((before, next) => message('shared.series', { before, next }));
}

/**
 * Lists titles of columns with commas: "Name, Email".
 * @param titles in English, at least one
 * @param key writes each title: `shared.inline` in lower case
 */
export function listTitles(
  titles: readonly string[],
  key: 'title' | 'shared.inline' = 'title',
): Message {
  return titles
    .map((title) => message(key, { title }))
    .reduce((before, next) => message('shared.list', { before, next }));
}
