import type { RefusedLine } from '../../domain/decision.js';
import { fromStored, Message } from '../../messages/message.js';

/**
 * The outcome of an operation, and its stored form: messages by key and values, persons by id. Rows
 * of earlier versions hold English sentences, which are shown as they are.
 */

export interface DoneLine {
  id: string;
  /** Names the row to people: a wager's number, a transaction's type and amount. */
  label: Message | string;
  text: Message;
}

export interface OperationOutcome {
  done: DoneLine[];
  refused: RefusedLine[];
}

/** Reads the outcome that `operations.result` stores. */
export function readOutcome(text: string): OperationOutcome {
  const stored = JSON.parse(text) as StoredOutcome;
  return {
    done: stored.done.map((line) => ({
      id: line.id,
      label: readLabel(line.label),
      text: fromStored(line.text),
    })),
    refused: stored.refused.map((line) => ({
      id: line.id,
      label: readLabel(line.label),
      reason: fromStored(line.reason),
    })),
  };
}

interface StoredOutcome {
  done: { id: string; label: unknown; text: unknown }[];
  refused: { id: string; label: unknown; reason: unknown }[];
}

function readLabel(label: unknown): Message | string {
  return typeof label === 'string' ? label : fromStored(label);
}

/**
 * Puts the value of a token, as the stored outcome has it in a label, into the planned outcome,
 * which knows the names of its persons.
 */
export function fillToken(
  planned: OperationOutcome,
  stored: OperationOutcome,
  token: string,
): OperationOutcome {
  const index = planned.done.findIndex(({ label }) => label === token);
  const value = stored.done[index]?.label;
  if (typeof value !== 'string') return stored;
  return {
    done: planned.done.map((line) => ({
      ...line,
      label: line.label === token ? value : line.label,
      text: fillMessage(line.text, token, value),
    })),
    refused: planned.refused,
  };
}

function fillMessage(said: Message, token: string, value: string): Message {
  const fill = (given: unknown): unknown => {
    if (typeof given === 'string') return given.replaceAll(token, () => value);
    if (given instanceof Message) return fillMessage(given, token, value);
    return given;
  };
  return new Message(
    said.key,
    Object.fromEntries(Object.entries(said.values).map(([name, given]) => [name, fill(given)])),
  );
}
