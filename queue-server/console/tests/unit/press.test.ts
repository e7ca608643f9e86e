import { describe, expect, test } from 'vitest';

import { PressGuard } from '../../src/lib/press';

const free = { pending: false };

describe('one press, one act', () => {
  test.each([
    ['the first press acts', [[0, free, true]]],
    ['a held key acts once', [[0, free, true], [30, { ...free, repeat: true }, false], [900, { ...free, repeat: true }, false]]],
    ['a double press within 400 ms acts once', [[0, free, true], [399, free, false]]],
    ['a press after 400 ms acts again', [[0, free, true], [400, free, true]]],
    ['a burst of presses acts once, however long it lasts', [[0, free, true], [300, free, false], [600, free, false], [900, free, false]]],
    ['a press while the answer is out does nothing', [[0, free, true], [500, { pending: true }, false]]],
    ['and the nervous second one after the answer does nothing either', [[0, { pending: true }, false], [100, free, false]]],
    ['a held key does not delay the next real press', [[0, free, true], [700, { ...free, repeat: true }, false], [800, free, true]]],
  ] as const)('%s', (_, presses) => {
    const guard = new PressGuard();
    for (const [at, press, accepted] of presses) expect(guard.accepts('Space', at, press)).toBe(accepted);
  });

  test('keys do not block one another', () => {
    const guard = new PressGuard();
    expect(guard.accepts('Space', 0, free)).toBe(true);
    expect(guard.accepts('K', 10, free)).toBe(true);
  });
});
