import { Logger } from '@nestjs/common';
import { testMeta } from '@oce/testing';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { person } from '../../test/affiliation.fixture';
import { ImportController } from './http/import.controller';

describe('a line of an import', () => {
  it('that meets a fault of ours is told to whoever runs the office', async () => {
    const fault = new TypeError('a fault of ours');
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const controller = new ImportController({ affiliate: () => Promise.reject(fault) } as never);
    let answers = Readable.from([]);
    const reply = { header: () => ({ send: (sent: Readable) => void (answers = sent) }) };
    const body = Readable.from([`${JSON.stringify(person(1))}\n`]);
    const call = { freshMeta: () => testMeta() };
    await controller.take(body, 'application/x-ndjson', call as never, reply as never);
    expect(JSON.parse(await text(answers))).toMatchObject({
      line: 1,
      status: 'refused',
      producerCode: 'P-1',
    });
    expect(logged).toHaveBeenCalledWith(fault);
    logged.mockRestore();
  });
});
