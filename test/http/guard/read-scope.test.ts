import type { Request, Response } from 'express';
import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import type { Context } from '../../../src/context.js';
import type { ReadScope } from '../../../src/db/types.js';
import { readInScope } from '../../../src/http/guard/read-scope.js';

/** Requests on an engine that answers with ever newer bookmarks, and the bookmarks of their start. */
function requests() {
  let latest = 0;
  const began: (string | undefined)[] = [];
  const engine = {
    inScope: (scope: ReadScope, work: () => unknown) => {
      began.push(scope.bookmark);
      scope.bookmark = `bookmark-${(latest += 1)}`;
      return work();
    },
  };
  const handler = readInScope({ engine } as unknown as Context);
  return {
    began,
    ask: (method: string, sessionID: string) => {
      const response = new EventEmitter();
      void handler(
        { method, sessionID } as unknown as Request,
        response as unknown as Response,
        () => undefined,
      );
      response.emit('finish');
    },
  };
}

it('a browser never reads a state older than one it has seen or written', () => {
  const { began, ask } = requests();
  ask('GET', 'ada');
  ask('GET', 'ada');
  ask('POST', 'ada');
  ask('GET', 'ada');
  ask('GET', 'eve');
  expect(began).toEqual([undefined, 'bookmark-1', undefined, 'bookmark-3', undefined]);
});
