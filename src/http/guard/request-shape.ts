import type { RequestHandler } from 'express';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { RequestError } from '../errors/request-error.js';

/**
 * Refuses addresses that no page of ours makes, before anything else reads them. The others have a
 * path in its only spelling, one text per parameter, valid UTF-8, and no names that JavaScript
 * objects reserve.
 */

const LONGEST_URL = 16_000;
const METHODS = new Set(['GET', 'HEAD', 'POST']);

export function requirePlainRequest(): RequestHandler {
  return (request, response, next) => {
    if (!METHODS.has(request.method)) {
      response.set('Allow', 'GET, HEAD, POST');
      next(new RequestError(405, message('requests.method', { method: request.method })));
      return;
    }
    if (!isPlainPath(pathOf(request.url))) {
      next(new DomainError('not_found', message('requests.no_page')));
      return;
    }
    const problem = urlProblem(request.url);
    next(problem === null ? undefined : new DomainError('invalid', problem));
  };
}

/**
 * Returns true for a path in the only spelling that is matched: every segment as `encodeURIComponent`
 * writes it, none empty, none made of dots. Rules that look at a path then see what routers see.
 */
export function isPlainPath(path: string): boolean {
  const [before, ...segments] = path.split('/');
  if (before !== '' || segments.length === 0) return false;
  if (path === '/') return true;
  return segments.every((segment) => {
    const text = decode(segment);
    if (text === null || text === '' || encodeURIComponent(text) !== segment) return false;
    return !hasControl(text) && !isPathTrick(text) && !isReservedName(text);
  });
}

/** Names the problem of an address's length or query; null when it may be one of ours. */
export function urlProblem(url: string): Message | null {
  if (url.length > LONGEST_URL) return message('requests.address_too_long');
  const [, query] = splitOnce(url, '?');
  const seen = new Set<string>();
  for (const part of query.split('&').filter((text) => text !== '')) {
    const [rawName, rawValue] = splitOnce(part, '=');
    const name = decode(rawName.replaceAll('+', ' '));
    const value = decode(rawValue.replaceAll('+', ' '));
    if (name === null || value === null) return message('requests.address_not_utf8');
    if (hasControl(name) || value.includes('\0')) {
      return message('requests.parameter_control_characters');
    }
    const problem = nameProblem(name);
    if (problem !== null) return problem;
    if (seen.has(name)) return message('requests.parameter_twice', { name: shortName(name) });
    seen.add(name);
  }
  return null;
}

/** Names the problem of a parameter's or form field's name; null when it is allowed. */
export function nameProblem(name: string): Message | null {
  if (/^\w*\[/.test(name)) return message('requests.parameter_list', { name: shortName(name) });
  return name.split('.').some(isReservedName) ? message('requests.parameter_name') : null;
}

export function isReservedName(text: string): boolean {
  return text === '__proto__' || text === 'constructor' || text === 'prototype';
}

function isPathTrick(segment: string): boolean {
  return segment.split(/[/\\]/).some((part) => part === '..' || part === '.');
}

function hasControl(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

const pathOf = (url: string) => splitOnce(url, '?')[0];

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function shortName(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
