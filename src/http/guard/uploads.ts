import type { Request, Response } from 'express';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { readBytes, readFileForm, requireType } from './body.js';
import { FormFile } from './form-file.js';

/**
 * Files that are the whole body of a request, or fields of a form. Work on a file takes memory and
 * time that everybody shares: a login may have one at a time and the process a few, counted before
 * the body is read.
 */

const MOST_AT_ONCE = 2;
const RETRY_SECONDS = 10;

/** Types of files that are a whole body: a CSV or a workbook, as its sender calls it. */
const FILE_TYPES = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];

/** The places for files of one pipeline, by login. */
export class UploadPlaces {
  readonly #logins = new Set<string>();
  readonly #mostAtOnce: number;
  #atOnce = 0;

  /** @param mostAtOnce places of the process */
  constructor(mostAtOnce = MOST_AT_ONCE) {
    this.#mostAtOnce = mostAtOnce;
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
    const problem = this.#problem(userId);
    if (problem !== null) {
      response.set('Retry-After', String(RETRY_SECONDS));
      throw new DomainError('throttled', problem, {
        hint: message('requests.retry_after', { count: RETRY_SECONDS }),
      });
    }
    // A destroyed response emits no `close` any more.
    if (response.destroyed) throw new DomainError('invalid', message('requests.broken_off'));
    this.#logins.add(userId);
    this.#atOnce += 1;
    const place = new Place({
      ofProcess: () => (this.#atOnce -= 1),
      ofLogin: () => this.#logins.delete(userId),
    });
    response.once('close', () => place.close(!response.writableFinished));
    return place;
  }

  #problem(userId: string): Message | null {
    if (this.#logins.has(userId)) return message('requests.other_file_of_login');
    return this.#atOnce < this.#mostAtOnce ? null : message('requests.files_of_others');
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

interface Release {
  ofProcess: () => void;
  ofLogin: () => void;
}

/**
 * One place, counted for the process and for the login. The process's is free at the end of the
 * work. The login's is free when its response is closed too: unread answers must not pile up, and
 * must not keep other logins waiting.
 */
class Place {
  readonly #release: Release;
  readonly #abandoned = new AbortController();
  #state: 'reading' | 'working' | 'done' = 'reading';
  #isClosed = false;

  constructor(release: Release) {
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
