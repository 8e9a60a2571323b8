import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ModulesContainer } from '@nestjs/core';
import { describeOperations, type Controller } from './describe-operations';
import { schemasOf } from './schemas';

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', description: 'Slug of the refusal, stable for programs' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { field: { type: 'string' }, rule: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

/** Describes the service in OpenAPI at `/openapi.json`; the schemas of DTOs come from class-validator's own rules. */
export function describeApi(app: NestFastifyApplication, context: string): void {
  let document: Promise<OpenAPIObject> | undefined;
  const make = async (): Promise<OpenAPIObject> => {
    // Loaded when it is asked for: it is a seventh of a start.
    const { DocumentBuilder, SwaggerModule } = await import('@nestjs/swagger');
    const config = new DocumentBuilder()
      .setTitle(`OCE ${context}`)
      .setVersion('1')
      .setOpenAPIVersion('3.1.0')
      .addBearerAuth()
      .build();
    const made = SwaggerModule.createDocument(app, config);
    const bodies = describeOperations(made, controllersOf(app));
    const schemas = { ...made.components?.schemas, ...schemasOf(bodies), Problem: PROBLEM };
    return { ...made, components: { ...made.components, schemas: schemas as never } };
  };
  app
    .getHttpAdapter()
    .getInstance()
    .get('/openapi.json', async () => {
      try {
        return await (document ??= make());
      } catch (error) {
        document = undefined;
        new Logger('openapi').error(error);
        throw error;
      }
    });
}

function controllersOf(app: NestFastifyApplication): Controller[] {
  return [...app.get(ModulesContainer).values()].flatMap((module) =>
    [...module.controllers.values()].flatMap(({ metatype }) => (metatype ? [metatype as Controller] : [])),
  );
}
