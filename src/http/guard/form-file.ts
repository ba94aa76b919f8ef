import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';

/** Place of an upload, which `UploadPlaces` counts. */
interface Place {
  /** Aborts when the client closes the connection before the answer. */
  readonly signal: AbortSignal;
  begin(): void;
  end(): void;
}

/** A file among the fields of a form. Its name and its type are claims of the sender. */
export class FormFile {
  constructor(
    readonly name: string,
    readonly claimedType: string,
    readonly bytes: Uint8Array,
    /** Place of the form, which all its files share. */
    readonly place: Place,
  ) {}
}

/**
 * Runs the work on a form. A form with files keeps its place until the work ends, also after a
 * disconnect: otherwise broken and repeated requests would pile up work.
 * @throws DomainError `invalid` when the client disconnected before the work began
 */
export async function holdingFiles<Result>(
  fields: Readonly<Record<string, unknown>>,
  work: () => Promise<Result>,
): Promise<Result> {
  const file = Object.values(fields).find((value) => value instanceof FormFile);
  if (file === undefined) return work();
  const { place } = file;
  if (place.signal.aborted) throw new DomainError('invalid', message('requests.broken_off'));
  place.begin();
  try {
    return await work();
  } finally {
    place.end();
  }
}
