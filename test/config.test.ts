import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.js';

describe('the roles that need a second factor', () => {
  it.each([
    [{}, []],
    [{ REQUIRE_2FA: 'admin, agent' }, ['admin', 'agent']],
    [{ REQUIRE_ADMIN_2FA: 'true' }, ['admin']],
    [{ REQUIRE_2FA: 'agent', REQUIRE_ADMIN_2FA: 'false' }, ['agent']],
  ])('are read from %j', (env, roles) => {
    expect(readConfig(env).requireSecondFactor).toEqual(roles);
  });

  it.each([
    [{ REQUIRE_2FA: 'agent', REQUIRE_ADMIN_2FA: 'true' }, 'disagrees with REQUIRE_2FA'],
    [{ REQUIRE_2FA: 'admin', REQUIRE_ADMIN_2FA: '0' }, 'disagrees with REQUIRE_2FA'],
    [{ REQUIRE_2FA: 'admin,boss' }, 'must be roles separated by commas'],
  ])('stop the start for %j', (env, problem) => {
    expect(() => readConfig(env)).toThrow(problem);
  });
});
