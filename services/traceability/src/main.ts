import { runContext } from '@oce/service-kit';
import { context } from './context';

void runContext(context);
