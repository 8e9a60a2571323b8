import { OfficeHome } from '@oce/office/home';
import type { CommandEntry } from '../command';
import { stopOffice } from '../stop-office';

export const command: CommandEntry = {
  name: 'down',
  group: 'An office',
  order: 3,
  description: 'stop the office; its data stay',
  run: () => stopOffice(new OfficeHome()),
};
