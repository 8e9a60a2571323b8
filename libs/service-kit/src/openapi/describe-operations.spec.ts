import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { IsInt, IsOptional, IsString } from 'class-validator';
import { Public, Scopes } from '../auth/auth.guard';
import { AggregateId, Caller, KeylessCaller, MinPosition } from '../requests/command-call';
import { CommandHandler } from '../requests/command.decorator';
import { describeOperations } from './describe-operations';
import { Answers, Takes } from './media';

class ShelfQuery {
  @IsOptional() @IsInt() limit?: number;
}
class PutDto {
  @IsString() book: string;
}

@Scopes('shelf:read')
@Controller('shelves')
class ShelfController {
  @Get()
  list(@Query() _query: ShelfQuery, @MinPosition() _position: number): void {}

  @Public()
  @Get('sign')
  sign(): void {}

  @Scopes('shelf:write', 'shelf:admin')
  @Post(':id/books')
  put(@AggregateId() _id: string, @Body() _body: PutDto, @Caller() _call: object): void {}

  @CommandHandler({ path: ':id/lend', subject: 'cmd.library.shelf.lend', scopes: ['shelf:write'] })
  lend(@AggregateId() _id: string, @Caller() _call: object): void {}

  @CommandHandler({ path: 'close', subject: 'cmd.library.shelf.close', scopes: ['shelf:write'] })
  close(@Caller() _call: object): void {}

  @Get(':id')
  one(@Param('id') _id: string): void {}

  @Takes('A book a line', 'text/csv', 'application/x-ndjson')
  @Answers('application/x-ndjson')
  @Post('books')
  putAll(@Body() _body: unknown, @KeylessCaller() _call: object): void {}
}

describe('the description of operations', () => {
  const operation = (name: string) => ({
    operationId: `ShelfController_${name}`,
    parameters: [],
    responses: { 200: { description: '' } },
  });
  const document = {
    openapi: '3.1.0',
    info: { title: 'shelves', version: '1' },
    paths: {
      '/shelves': { get: operation('list') },
      '/shelves/sign': { get: operation('sign') },
      '/shelves/{id}/books': { post: operation('put') },
      '/shelves/{id}': { get: operation('one') },
      '/shelves/books': { post: operation('putAll') },
      '/shelves/{id}/lend': { post: operation('lend') },
      '/shelves/close': { post: operation('close') },
    },
  };
  const bodies = describeOperations(document, [ShelfController]);

  it('names query parameters by their DTO, and the position that a read may ask for', () => {
    expect(document.paths['/shelves'].get.parameters).toEqual([
      { name: 'limit', in: 'query', required: false, schema: { type: 'integer' } },
      expect.objectContaining({ name: 'OCE-Min-Position', in: 'header' }),
    ]);
  });

  it('names the id of a path that a decorator of ours reads, and the key of a command', () => {
    expect(document.paths['/shelves/{id}/books'].post.parameters).toEqual([
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      expect.objectContaining({ name: 'Idempotency-Key', in: 'header' }),
    ]);
    expect([...bodies]).toEqual([PutDto]);
  });

  it('names no key where many commands come in one body', () => {
    expect(document.paths['/shelves/books'].post.parameters).toEqual([]);
  });

  it('tells the scopes of which a token needs one, those of the class where the handler has none of its own', () => {
    expect(document.paths['/shelves/{id}/books'].post).toMatchObject({
      security: [{ bearer: ['shelf:write'] }, { bearer: ['shelf:admin'] }],
      responses: { '4XX': { content: { 'application/problem+json': {} } } },
    });
    expect(document.paths['/shelves/{id}'].get).toMatchObject({ security: [{ bearer: ['shelf:read'] }] });
    expect(document.paths['/shelves/sign'].get).toMatchObject({ security: [] });
  });

  it('names the subject that takes the same command over NATS, where there is one', () => {
    expect(document.paths['/shelves/{id}/lend'].post).toMatchObject({
      'x-nats-subject': 'cmd.library.shelf.lend.{id}',
    });
    expect(document.paths['/shelves/close'].post).toMatchObject({
      'x-nats-subject': 'cmd.library.shelf.close',
    });
    expect(document.paths['/shelves/{id}/books'].post).not.toHaveProperty('x-nats-subject');
  });

  it('tells the media types of bodies and answers that are no JSON', () => {
    const line = { schema: { type: 'string' } };
    expect(document.paths['/shelves/books'].post).toMatchObject({
      requestBody: {
        required: true,
        description: 'A book a line',
        content: { 'text/csv': line, 'application/x-ndjson': line },
      },
      responses: { 200: { description: '', content: { 'application/x-ndjson': {} } } },
    });
  });
});
