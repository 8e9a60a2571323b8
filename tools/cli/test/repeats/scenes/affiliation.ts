import { affiliationOf, campaignOf, cooperative, harvest, producer, productOf } from '../parts';
import type { Scenes } from '../scene';

const conventionOf = (conventionNumber: string) => ({
  conventionNumber,
  validFrom: '2026-01-01',
  validTo: '2028-12-31',
  products: ['OLIVE'],
  commissionCapPpm: 50_000,
});

const COLUMNS = "Code producteur;Coopérative;Prénom;Nom;CIN;Téléphone;Date de naissance;Date d'affiliation";

export const affiliationScenes: Scenes = {
  'POST /api/affiliation/products': {
    kind: 'creation',
    place: async (stage) => ({
      path: '/api/affiliation/products',
      body: productOf(stage, stage.id('PRODUCT')),
      other: { name: 'Autres olives' },
    }),
  },
  'POST /api/affiliation/campaigns': {
    kind: 'creation',
    place: async (stage) => {
      const { productId } = await harvest(stage);
      const body = campaignOf(stage.id('CAMPAIGN'), productId);
      return { path: '/api/affiliation/campaigns', body, other: { lastWeighingOn: '2027-01-31' } };
    },
  },
  'POST /api/affiliation/campaigns/{id}/close': {
    kind: 'act',
    place: async (stage) => {
      const { campaignId } = await harvest(stage);
      const path = `/api/affiliation/campaigns/${campaignId}/close`;
      return { path, body: { closedOn: '2026-11-02' }, other: { closedOn: '2026-11-03' } };
    },
  },
  'POST /api/affiliation/cooperatives': {
    kind: 'creation',
    place: async (stage) => ({
      path: '/api/affiliation/cooperatives',
      body: {
        cooperativeId: stage.id('COOP'),
        name: 'Coopérative',
        region: 'Ouazzane',
        ice: stage.ice(),
        affiliatedOn: '2026-01-01',
      },
      other: { region: 'Taounate' },
    }),
  },
  'POST /api/affiliation/cooperatives/{id}/conventions': {
    kind: 'creation',
    place: async (stage) => ({
      path: `/api/affiliation/cooperatives/${await cooperative(stage)}/conventions`,
      body: conventionOf(stage.id('CONV')),
      other: { commissionCapPpm: 60_000 },
    }),
  },
  'POST /api/affiliation/cooperatives/{id}/end-convention': {
    kind: 'act',
    place: async (stage) => {
      const path = `affiliation/cooperatives/${await cooperative(stage)}`;
      const convention = conventionOf(stage.id('CONV'));
      await stage.post(`${path}/conventions`, convention);
      const { conventionNumber } = convention;
      const body = { conventionNumber, endedOn: '2027-06-30', reason: 'merger' };
      return { path: `/api/${path}/end-convention`, body, other: { endedOn: '2027-07-31' } };
    },
  },
  'POST /api/affiliation/exporters': {
    kind: 'creation',
    place: async (stage) => ({
      path: '/api/affiliation/exporters',
      body: {
        exporterId: stage.id('EXPORTER'),
        name: 'Exportateur',
        ice: stage.ice(),
        affiliatedOn: '2026-01-01',
      },
      other: { affiliatedOn: '2026-02-01' },
    }),
  },
  'POST /api/affiliation/producers': {
    kind: 'creation',
    place: async (stage) => {
      const { phone } = stage.person();
      return { path: '/api/affiliation/producers', body: affiliationOf(stage.person()), other: { phone } };
    },
  },
  'POST /api/affiliation/producers/import': {
    kind: 'lines',
    place: async (stage) => {
      const producers = [stage.person(), stage.person()].map(affiliationOf);
      const frenchDate = (date: string) => date.split('-').toReversed().join('/');
      const rows = producers.map(
        ({ producerCode, cooperativeId, name, cin, phone, birthDate, affiliatedOn }) => {
          const days = [frenchDate(birthDate), frenchDate(affiliatedOn)];
          return [producerCode, cooperativeId, ...name.split(' '), cin, phone, ...days].join(';');
        },
      );
      return {
        path: '/api/affiliation/producers/import',
        body: `${[COLUMNS, ...rows].join('\n')}\n`,
        contentType: 'text/csv',
        alike: [
          {
            body: producers.map((one) => `${JSON.stringify(one)}\n`).join(''),
            contentType: 'application/x-ndjson',
          },
        ],
      };
    },
  },
  'POST /api/affiliation/producers/{id}/plots': {
    kind: 'setting',
    place: async (stage) => {
      const { producerCode } = await producer(stage);
      const body = { plotId: stage.id('PLOT'), crop: 'olive', areaSquareMetres: 10_000, location: 'Douar 1' };
      return {
        path: `/api/affiliation/producers/${producerCode}/plots`,
        body,
        other: { areaSquareMetres: 12_000 },
        read: async (position) => (await stage.get(`affiliation/producers/${producerCode}`, position)).plots,
      };
    },
  },
  'POST /api/affiliation/producers/{id}/contact': {
    kind: 'setting',
    place: async (stage) => {
      const { producerCode } = await producer(stage);
      return {
        path: `/api/affiliation/producers/${producerCode}/contact`,
        body: { phone: stage.person().phone },
        other: { phone: stage.person().phone },
        read: async (position) => (await stage.get(`affiliation/producers/${producerCode}`, position)).phone,
      };
    },
  },
  'POST /api/affiliation/producers/{id}/leave': {
    kind: 'act',
    place: async (stage) => {
      const { producerCode } = await producer(stage);
      const body = { leftOn: '2026-11-01', reason: 'retired' };
      return {
        path: `/api/affiliation/producers/${producerCode}/leave`,
        body,
        other: { leftOn: '2026-11-30' },
      };
    },
  },
  'POST /api/affiliation/persons/{id}/erase': {
    kind: 'act',
    place: async (stage) => {
      const { producerCode } = await producer(stage);
      const body = { requestedOn: '2026-11-02', reason: 'asked for it' };
      const other = { requestedOn: '2026-11-03' };
      return { path: `/api/affiliation/persons/${producerCode}/erase`, body, other };
    },
  },
};
