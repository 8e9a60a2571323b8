import type { Api } from '../../bad-input/api';
import type { Scenes } from '../scene';
import { accessScenes } from './access';
import { affiliationScenes } from './affiliation';
import { certificationScenes } from './certification';
import { collectionScenes } from './collection';
import { conditioningScenes } from './conditioning';
import { scenesOfEveryService } from './of-every-service';
import { secondPersonScenes } from './limits';
import { paymentsScenes } from './payments';
import { runScenes } from './runs';
import { salesScenes } from './sales';
import { traceabilityScenes } from './traceability';
import { transportScenes } from './transport';

/** How each command of the API is met. */
export const scenesOf = (api: Api): Scenes => ({
  ...scenesOfEveryService(api),
  ...accessScenes,
  ...affiliationScenes,
  ...collectionScenes,
  ...conditioningScenes,
  ...certificationScenes,
  ...runScenes,
  ...salesScenes,
  ...transportScenes,
  ...traceabilityScenes,
  ...paymentsScenes,
  ...secondPersonScenes,
});
