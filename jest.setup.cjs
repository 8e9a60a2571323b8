// Real servers start in hooks; a first start may fetch one.
jest.setTimeout(60_000);
