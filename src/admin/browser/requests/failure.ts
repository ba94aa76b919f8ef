/** Texts for a request that failed. */
import { sessionFailure } from './session.js';
import type { SayText } from './use-text.js';

interface RequestFailure {
  response?: { status: number; data?: unknown };
}

/** Returns the server's own message, else a text that says how the request failed. */
export function failureText(error: unknown, text: SayText): string {
  const { response } = error as RequestFailure;
  if (response === undefined) return text('Failure.noReply');
  const session = sessionFailure(error);
  if (session !== undefined) return text(`Failure.session.${session}`);
  const message = serverMessage(response.data);
  return message ?? text(response.status >= 500 ? 'Failure.server' : 'Failure.refused');
}

/** Returns true when the request may have taken effect all the same. */
export function isOutcomeUnknown(error: unknown): boolean {
  const { response } = error as RequestFailure;
  return response === undefined || response.status >= 500;
}

function serverMessage(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { message, error } = data as { message?: unknown; error?: unknown };
  if (typeof message === 'string') return message;
  if (typeof error === 'string') return error;
  return typeof error === 'object' ? serverMessage(error) : undefined;
}
