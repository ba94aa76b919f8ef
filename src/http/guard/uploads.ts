import type { Request, Response } from 'express';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { refusal, refusals } from '../../shares/refusals.js';
import { Share, ShareFull, type Release } from '../../shares/share.js';
import { readBytes, readFileForm, requireType } from './body.js';
import { FormFile } from './form-file.js';

/**
 * Files that are the whole body of a request, or fields of a form. Work on a file takes memory and
 * time that everybody shares: a login may have one at a time and the process a few, counted before
 * the body is read.
 */

const MOST_AT_ONCE = 2;

/** Types of files that are a whole body: a CSV or a workbook, as its sender calls it. */
const FILE_TYPES = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];

/** The places for files of one pipeline, by login. */
export class UploadPlaces {
  readonly #ofLogins = new Share({ each: 1, all: Infinity, waiting: 0, withinMs: 0 });
  readonly #ofProcess: Share;

  /** @param mostAtOnce places of the process */
  constructor(mostAtOnce = MOST_AT_ONCE) {
    this.#ofProcess = new Share({ each: 1, all: mostAtOnce, waiting: 0, withinMs: 0 });
  }

  /**
   * Takes a place for the login and reads the file.
   * @throws DomainError `throttled` without a free place; RequestError (413, 415)
   */
  async receive(
    userId: string,
    request: Request,
    response: Response,
    limit: number,
  ): Promise<Upload> {
    requireType(request, ...FILE_TYPES);
    const place = this.#take(userId, response);
    return new Upload(await readBytes(request, limit), place);
  }

  /**
   * Takes a place for the login and reads a form with files.
   * @param limit bytes of the files together
   * @throws DomainError `throttled` without a free place, `invalid`; RequestError (413, 415)
   */
  async receiveForm(
    userId: string,
    request: Request,
    response: Response,
    limit: number,
  ): Promise<Record<string, unknown>> {
    requireType(request, 'multipart/form-data');
    const place = this.#take(userId, response);
    return readFileForm(
      request,
      limit,
      (name, type, bytes) => new FormFile(name, type, bytes, place),
    );
  }

  #take(userId: string, response: Response): Place {
    // A destroyed response emits no `close` any more.
    if (response.destroyed) throw new DomainError('invalid', message('requests.broken_off'));
    const place = new Place(this.#takeBoth(userId));
    response.once('close', () => place.close(!response.writableFinished));
    return place;
  }

  #takeBoth(userId: string): Places {
    let ofLogin: Release | undefined;
    try {
      ofLogin = this.#ofLogins.takeNow(userId);
      return { ofLogin, ofProcess: this.#ofProcess.takeNow(userId) };
    } catch (error) {
      if (!(error instanceof ShareFull)) throw error;
      ofLogin?.();
      throw refusal(refusals.files, ofLogin === undefined ? 'holder' : 'others');
    }
  }
}

export class Upload {
  readonly #place: Place;
  #bytes: Buffer | undefined;

  constructor(bytes: Buffer, place: Place) {
    this.#bytes = bytes;
    this.#place = place;
  }

  /** Aborts when the client closes the connection before the answer. */
  get signal(): AbortSignal {
    return this.#place.signal;
  }

  /**
   * Runs the work on the file, once, and drops the file. After a disconnect the work continues and
   * keeps its place: otherwise broken and repeated requests would pile up work.
   * @throws the signal's reason when the client disconnected before the work began
   */
  async during<Result>(work: (bytes: Buffer) => Promise<Result>): Promise<Result> {
    this.signal.throwIfAborted();
    const bytes = this.#bytes;
    if (bytes === undefined) throw new Error('the work on this file has begun before');
    this.#bytes = undefined;
    this.#place.begin();
    try {
      return await work(bytes);
    } finally {
      this.#place.end();
    }
  }
}

interface Places {
  ofProcess: Release;
  ofLogin: Release;
}

/**
 * One place, counted for the process and for the login. The process's is free at the end of the
 * work. The login's is free when its response is closed too: unread answers must not pile up, and
 * must not keep other logins waiting.
 */
class Place {
  readonly #release: Places;
  readonly #abandoned = new AbortController();
  #state: 'reading' | 'working' | 'done' = 'reading';
  #isClosed = false;

  constructor(release: Places) {
    this.#release = release;
  }

  get signal(): AbortSignal {
    return this.#abandoned.signal;
  }

  begin(): void {
    this.#state = 'working';
  }

  end(): void {
    this.#state = 'done';
    this.#release.ofProcess();
    if (this.#isClosed) this.#release.ofLogin();
  }

  close(isAbandoned: boolean): void {
    this.#isClosed = true;
    if (isAbandoned) this.#abandoned.abort();
    if (this.#state === 'working') return;
    if (this.#state === 'reading') this.#release.ofProcess();
    this.#state = 'done';
    this.#release.ofLogin();
  }
}
