import { affiliation } from '@oce/contracts';

export const productEvents = affiliation.product;
