import { InvalidArgumentError, Option } from 'commander';

export const json = (what: string): Option => new Option('--json', what);

export const mongod = (): Option =>
  new Option('--mongod <how>', 'where the document database comes from, unless MONGODB_URI is set')
    .choices(['auto', 'embedded', 'download'])
    .default('auto');

/** How commands go to the office. */
export type Way = 'http' | 'nats';

export const over = (): Option =>
  new Option('--over <way>', 'through the public port, or over the bus as an office system does')
    .choices(['http', 'nats'])
    .default('http');

export function wholeNumber(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isInteger(number) || number < 0)
    throw new InvalidArgumentError('It takes a whole number, 0 or more.');
  return number;
}
