import { STATION } from '../../small-office';
import { producer } from '../parts';
import type { Scenes } from '../scene';
import type { Stage } from '../stage';

const API = '/api/access';
const PASSWORD = 'a-long-password-of-nobody';
const reason = { body: { reason: 'lost' }, other: { reason: 'stolen' } };

const terminalOf = (stage: Stage) => ({ terminalId: stage.id('TM'), stationId: STATION, scaleId: 'SC-1' });

async function code(stage: Stage): Promise<{ producerCode: string; code: string }> {
  const { producerCode } = await producer(stage);
  const issued = await stage.post('access/producer-codes', { producerCode });
  return { producerCode, code: issued.code };
}

async function invited(stage: Stage): Promise<{ staffId: string; invitation: string }> {
  const staffId = stage.id('staff');
  const { invitation } = await stage.post('access/staff', { staffId, roles: ['sales_clerk'] });
  return { staffId, invitation };
}

const machineScenes: Scenes = {
  'POST /api/access/token': {
    kind: 'traceless',
    place: async (stage) => {
      const { terminalId, ...where } = terminalOf(stage);
      const { secret } = await stage.post('access/terminals', { terminalId, ...where });
      return { path: `${API}/token`, body: { grant: 'terminal', terminalId, secret } };
    },
  },
  'POST /api/access/terminals': {
    kind: 'creation',
    place: async (stage) => ({
      path: `${API}/terminals`,
      body: terminalOf(stage),
      other: { scaleId: 'SC-2' },
    }),
  },
  'POST /api/access/terminals/{id}/revoke': {
    kind: 'act',
    place: async (stage) => {
      const terminal = terminalOf(stage);
      await stage.post('access/terminals', terminal);
      return { path: `${API}/terminals/${terminal.terminalId}/revoke`, ...reason };
    },
  },
  'POST /api/access/partner-keys': {
    kind: 'creation',
    place: async (stage) => ({ path: `${API}/partner-keys`, body: { partnerId: stage.id('PARTNER') } }),
  },
  'POST /api/access/partner-keys/{id}/revoke': {
    kind: 'act',
    place: async (stage) => {
      const partnerId = stage.id('PARTNER');
      await stage.post('access/partner-keys', { partnerId });
      return { path: `${API}/partner-keys/${partnerId}/revoke`, ...reason };
    },
  },
};

const producerScenes: Scenes = {
  'POST /api/access/producer-codes': {
    kind: 'creation',
    place: async (stage) => {
      const { producerCode } = await producer(stage);
      return { path: `${API}/producer-codes`, body: { producerCode } };
    },
  },
  'POST /api/access/producer-codes/{id}/reissue': {
    kind: 'key',
    place: async (stage) => ({
      path: `${API}/producer-codes/${(await code(stage)).producerCode}/reissue`,
      ...reason,
    }),
  },
  'POST /api/access/codes/change': {
    kind: 'setting',
    place: async (stage) => {
      const { producerCode, code: printed } = await code(stage);
      const scopes = 'portal:self portal:change-code';
      const token = await stage.office.tokens.sign(`producer:${producerCode}`, scopes, { producerCode });
      const [own, next] = ['48271936', '59382047'];
      await stage.post('access/codes/change', { producerCode, code: printed, newCode: own }, token);
      return {
        path: `${API}/codes/change`,
        body: { producerCode, code: own, newCode: next },
        other: { code: next, newCode: own },
        token,
        // Whether the code that A chose signs in.
        read: async () => {
          const body = { grant: 'producer', producerCode, code: next };
          return (await stage.office.ask('POST', `${API}/token`, { body })).status;
        },
      };
    },
  },
};

const staffScenes: Scenes = {
  'POST /api/access/staff': {
    kind: 'creation',
    place: async (stage) => ({
      path: `${API}/staff`,
      body: { staffId: stage.id('staff'), roles: ['sales_clerk'] },
      other: { roles: ['auditor'] },
    }),
  },
  'POST /api/access/staff/{id}/reinvite': {
    kind: 'key',
    place: async (stage) => ({ path: `${API}/staff/${(await invited(stage)).staffId}/reinvite`, ...reason }),
  },
  'POST /api/access/staff/activate': {
    kind: 'act',
    place: async (stage) => ({
      path: `${API}/staff/activate`,
      body: { ...(await invited(stage)), password: PASSWORD },
      other: { password: `${PASSWORD}-2` },
      otherIsGuess: true,
    }),
  },
  'POST /api/access/staff/{id}/roles': {
    kind: 'setting',
    place: async (stage) => {
      const { staffId } = await invited(stage);
      return {
        path: `${API}/staff/${staffId}/roles`,
        body: { roles: ['auditor'] },
        other: { roles: ['payments_clerk'] },
        read: async (position) => (await stage.get(`access/credentials/staff-${staffId}`, position)).roles,
      };
    },
  },
  'POST /api/access/staff/{id}/revoke': {
    kind: 'act',
    place: async (stage) => ({ path: `${API}/staff/${(await invited(stage)).staffId}/revoke`, ...reason }),
  },
};

export const accessScenes: Scenes = { ...machineScenes, ...producerScenes, ...staffScenes };
