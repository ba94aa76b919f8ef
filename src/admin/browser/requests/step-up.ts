/**
 * The step-up of an open page. A form that the server refuses for want of one shows fields for
 * password and code; its own button then sends them first, and the same request again.
 */
import { useSyncExternalStore } from 'react';
import { aroundRequests, postJson } from './client.js';
import { questionOf } from './question.js';

export type StepUpField = 'password' | 'code';

export interface StepUpState {
  /** Null while no form asks. */
  asked: Sign | null;
  values: Record<StepUpField, string>;
  errors: Partial<Record<StepUpField, string>>;
  /** Grows with each refusal, so that the fields take the focus again. */
  refusals: number;
}

interface Sign {
  needsCode: boolean;
  /** The server's request, which the fields stand for. */
  text: string;
}

const closed: StepUpState = {
  asked: null,
  values: { password: '', code: '' },
  errors: {},
  refusals: 0,
};

/** Keeps what a page's fields hold, from the refusal to the confirmed step-up. */
export class StepUpPrompt {
  #state = closed;
  #shown = 0;
  readonly #listeners = new Set<() => void>();

  /** @param post sends password and code */
  constructor(readonly post: (values: Record<StepUpField, string>) => Promise<unknown>) {}

  readonly state = (): StepUpState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Notes that fields are on the page; returns a function that notes their end. */
  readonly show = (): (() => void) => {
    this.#shown += 1;
    return () => {
      this.#shown -= 1;
      this.close();
    };
  };

  /** Returns true for the text of a failure that the fields on the page say themselves. */
  says(text: string): boolean {
    const { asked, errors } = this.#state;
    return this.#shown > 0 && [asked?.text, errors.password, errors.code].includes(text);
  }

  /** Takes a typed value. */
  type(field: StepUpField, value: string): void {
    const { values, errors } = this.#state;
    const others = Object.entries(errors).filter(([name]) => name !== field);
    this.#become({
      ...this.#state,
      values: { ...values, [field]: value },
      errors: Object.fromEntries(others),
    });
  }

  /** Forgets everything typed: the form is done, or has left the page. */
  close(): void {
    if (this.#state !== closed) this.#become(closed);
  }

  /**
   * Sends a request that may change something, after the step-up that was typed for it.
   * @throws the failure of either, as the client throws it
   */
  async around<Answer>(send: () => Promise<Answer>): Promise<Answer> {
    const { asked, values } = this.#state;
    if (asked !== null && values.password !== '') {
      await this.post(values).catch((error: unknown) => {
        this.#refuse(asked, fieldErrorsOf(error));
        throw error;
      });
      this.close();
    }
    try {
      return await send();
    } catch (error) {
      const sign = signOf(error);
      if (sign) this.#refuse(sign, {});
      throw error;
    }
  }

  #refuse(asked: Sign, errors: StepUpState['errors']): void {
    const { values, refusals } = this.#state;
    // A code is good for one try only; a password is typed again where it was wrong.
    const password = errors.password === undefined ? values.password : '';
    this.#become({ asked, values: { password, code: '' }, errors, refusals: refusals + 1 });
  }

  #become(state: StepUpState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** The prompt of the page that the browser shows. */
export const stepUpPrompt = new StepUpPrompt((values) => postJson('/api/step-up', values));

/** Returns the prompt's state, and renders again when it changes. */
export function useStepUp(): StepUpState {
  return useSyncExternalStore(stepUpPrompt.subscribe, stepUpPrompt.state);
}

/** Has every request that may change something ask for a step-up where the server wants one. */
export function followStepUp(): void {
  aroundRequests(({ method, options, send }) => {
    const isOwn = method === 'postJson';
    return isOwn || questionOf(method, options) !== null ? send() : stepUpPrompt.around(send);
  });
}

interface Refusal {
  response?: { data?: { stepUp?: unknown; message?: unknown; fieldErrors?: unknown } };
}

/** Reads the sign of a request that was refused for want of a step-up. */
function signOf(error: unknown): Sign | null {
  const { stepUp, message } = (error as Refusal).response?.data ?? {};
  if (typeof stepUp !== 'object' || stepUp === null) return null;
  const needsCode = (stepUp as { needsCode?: unknown }).needsCode === true;
  return { needsCode, text: typeof message === 'string' ? message : '' };
}

function fieldErrorsOf(error: unknown): StepUpState['errors'] {
  const errors = (error as Refusal).response?.data?.fieldErrors;
  return typeof errors === 'object' && errors !== null ? errors : {};
}
