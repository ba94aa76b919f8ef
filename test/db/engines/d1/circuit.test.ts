import { describe, expect, it } from 'vitest';
import { Circuit } from '../../../../src/db/engines/d1/circuit.js';
import { verbatim } from '../../../../src/messages/message.js';

function circuit() {
  let now = 0;
  const subject = new Circuit({ threshold: 3, firstPauseMs: 100, longestPauseMs: 250 }, () => now);
  const fail = (times: number) => {
    for (let index = 0; index < times; index += 1) subject.failed(verbatim(`reason ${index}`));
  };
  return { subject, fail, pass: (ms: number) => (now += ms) };
}

describe('a circuit', () => {
  it('lets everything pass until some failures in a row', () => {
    const { subject, fail } = circuit();
    fail(2);
    expect(subject.refusal()).toBeNull();
    subject.succeeded();
    fail(2);
    expect(subject.refusal()).toBeNull();
    fail(1);
    expect(subject.refusal()).toEqual({ reason: verbatim('reason 0'), retryInMs: 100 });
  });

  it('lets one request try after the pause, and closes when it succeeds', () => {
    const { subject, fail, pass } = circuit();
    fail(3);
    pass(99);
    expect(subject.refusal()).not.toBeNull();
    pass(1);
    expect(subject.refusal()).toBeNull();
    expect(subject.refusal()).not.toBeNull();
    subject.succeeded();
    expect(subject.refusal()).toBeNull();
    expect(subject.refusal()).toBeNull();
  });

  it('waits longer after each trial that fails, up to a limit', () => {
    const { subject, fail, pass } = circuit();
    fail(3);
    for (const pause of [200, 250, 250]) {
      pass(1000);
      expect(subject.refusal()).toBeNull();
      fail(1);
      expect(subject.refusal()).toMatchObject({ retryInMs: pause });
    }
  });
});
