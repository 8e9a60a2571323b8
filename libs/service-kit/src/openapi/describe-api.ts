import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';

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
  let document: OpenAPIObject | undefined;
  const make = (): OpenAPIObject => {
    const config = new DocumentBuilder()
      .setTitle(`OCE ${context}`)
      .setVersion('1')
      .setOpenAPIVersion('3.1.0')
      .addBearerAuth()
      .build();
    const made = SwaggerModule.createDocument(app, config);
    const rules = validationMetadatasToSchemas({ refPointerPrefix: '#/components/schemas/' });
    const schemas: Record<string, unknown> = { ...made.components?.schemas, Problem: PROBLEM };
    for (const name of Object.keys(schemas))
      if (rules[name]) schemas[name] = { ...rules[name], additionalProperties: false };
    return { ...made, components: { ...made.components, schemas: schemas as never } };
  };
  app
    .getHttpAdapter()
    .getInstance()
    .get('/openapi.json', (_request: unknown, reply: { send(body: unknown): void }) => {
      try {
        reply.send((document ??= make()));
      } catch (error) {
        new Logger('openapi').error(error);
        throw error;
      }
    });
}
