import { joinApis, type ApiDocument } from './join-apis';

const service = (schemas: ApiDocument['components'], path: string, ref = 'OrderDto'): ApiDocument => ({
  paths: {
    [path]: {
      parameters: [],
      post: {
        operationId: 'Controller_make',
        requestBody: { content: { 'application/json': { schema: { $ref: `#/components/schemas/${ref}` } } } },
      },
    },
  },
  components: schemas,
});
const refIn = (item: unknown) => /#\/components\/schemas\/([\w.]+)/.exec(JSON.stringify(item))?.[1];

describe('the joined description of the API', () => {
  it('has the paths as the gateway has them, and leaves out what is inside', () => {
    const paths = {
      '/sales/orders': {},
      '/sales': {},
      '/attention/{id}/retry': {},
      '/operations/projections': {},
      '/health/ready': {},
      '/health/metrics': {},
    };
    expect(Object.keys(joinApis(new Map([['sales', { paths }]])).paths ?? {})).toEqual([
      '/api/sales/orders',
      '/api/sales',
      '/api/sales/attention/{id}/retry',
      '/api/sales/operations/projections',
      '/api/sales/health/ready',
    ]);
  });

  it('keeps one schema where two services mean the same by it', () => {
    const same = { schemas: { OrderDto: { type: 'object' } } };
    const { paths, components } = joinApis(
      new Map([
        ['sales', service(same, '/sales/orders')],
        ['payments', service(same, '/payments/orders')],
      ]),
    );
    expect(Object.keys(components?.['schemas'] ?? {})).toEqual(['OrderDto']);
    expect(refIn(paths?.['/api/payments/orders'])).toBe('OrderDto');
  });

  it('names schemas apart where they mean different things, with every reference', () => {
    const { paths, components } = joinApis(
      new Map([
        ['sales', service({ schemas: { OrderDto: { type: 'object' }, Own: {} } }, '/sales/orders')],
        ['payments', service({ schemas: { OrderDto: { type: 'string' } } }, '/payments/orders')],
      ]),
    );
    expect(components?.['schemas']).toEqual({
      'sales.OrderDto': { type: 'object' },
      Own: {},
      'payments.OrderDto': { type: 'string' },
    });
    expect(refIn(paths?.['/api/sales/orders'])).toBe('sales.OrderDto');
    expect(refIn(paths?.['/api/payments/orders'])).toBe('payments.OrderDto');
  });

  it('keeps operations apart by their service', () => {
    const { paths } = joinApis(new Map([['sales', service({}, '/sales/orders')]]));
    expect(paths?.['/api/sales/orders']).toMatchObject({
      parameters: [],
      post: { operationId: 'sales_Controller_make', tags: ['sales'] },
    });
  });
});
